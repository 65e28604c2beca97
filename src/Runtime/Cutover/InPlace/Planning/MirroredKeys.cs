using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>Indexes and foreign keys over WorkOS ids, as those over Clerk ids are.</summary>
internal static class MirroredKeys
{
    private const string IndexesSql = """
        SELECT x.relname, pg_get_indexdef(i.indexrelid), i.indisunique FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = $1::regclass AND i.indisvalid ORDER BY x.relname
        """;

    private const string ForeignKeysSql = """
        SELECT f.conname, tn.nspname, tc.relname,
            ARRAY(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY k(attnum, place) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum ORDER BY k.place),
            ARRAY(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY k(attnum, place) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum ORDER BY k.place),
            CASE f.confmatchtype WHEN 'f' THEN ' MATCH FULL' ELSE '' END
                || ' ON UPDATE ' || CASE f.confupdtype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END
                || ' ON DELETE ' || CASE f.confdeltype WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END
                || CASE WHEN f.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN f.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END
        FROM pg_constraint f JOIN pg_class tc ON tc.oid = f.confrelid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
        WHERE f.conrelid = $1::regclass AND f.contype = 'f' AND f.conparentid = 0 ORDER BY f.conname
        """;

    /// <summary>Those that are not there yet, in the order of the names of those that they follow.</summary>
    public static async Task<List<AddedIndex>> IndexesAsync(NpgsqlConnection connection, InPlaceTable table, CancellationToken cancellationToken)
    {
        var there = await connection.ListAsync(IndexesSql, row => (Name: row.GetString(0), Body: RenamedSql.IndexBody(row.GetString(1)), IsUnique: row.GetBoolean(2)), cancellationToken, table.QuotedName).ConfigureAwait(false);
        var columns = table.Pairs.ToDictionary(pair => pair.Clerk, pair => pair.Workos, StringComparer.Ordinal);
        var added = new List<AddedIndex>();
        foreach (var index in there.Where(index => columns.Keys.Any(column => RenamedSql.Names(index.Body, column))))
            Add(NameFor(index.Name, columns), RenamedSql.Replace(index.Body, columns), index.IsUnique);
        // Rows are looked for by an owner's id whether or not the Clerk id had an index.
        foreach (var pair in table.Pairs.Where(pair => !there.Concat(added.Select(index => (index.Name, Body: RenamedSql.IndexBody(index.Sql), IsUnique: false))).Any(index => StartsWith(index.Body, pair.Workos))))
            Add($"{table.Name}_{pair.Workos}_idx", $"USING btree ({pair.WorkosSql})", isUnique: false);
        if (table.Organization is { } organization && !there.Any(index => StartsWith(index.Body, organization.Column)))
            Add($"{table.Name}_{organization.Column}_idx", $"USING btree ({organization.ColumnSql})", isUnique: false);
        return added;

        void Add(string name, string body, bool isUnique)
        {
            if (there.Any(index => index.IsUnique == isUnique && Plain(index.Body) == Plain(body)))
                return;
            var free = SqlName.Fitting(name);
            if (there.Any(index => index.Name == free) || added.Exists(index => index.Name == free))
                free = SqlName.Fitting($"{name}_{added.Count + 2}");
            added.Add(new AddedIndex(free, $"CREATE {(isUnique ? "UNIQUE " : "")}INDEX CONCURRENTLY {SqlName.Quote(free)} ON {table.QuotedName} {body}"));
        }
    }

    /// <summary>Those that are not there yet; a foreign key over a Clerk id that leads where no WorkOS id will be is an obstacle.</summary>
    public static async Task<List<AddedForeignKey>> ForeignKeysAsync(
        NpgsqlConnection connection, InPlaceTable table, List<InPlaceTable> all, bool hasOrganizations, List<string> obstacles, CancellationToken cancellationToken)
    {
        var there = await connection.ListAsync(
            ForeignKeysSql, row => (Name: row.GetString(0), Schema: row.GetString(1), Parent: row.GetString(2), Columns: row.GetFieldValue<string[]>(3), ParentColumns: row.GetFieldValue<string[]>(4), Actions: row.GetString(5)),
            cancellationToken, table.QuotedName).ConfigureAwait(false);
        var columns = table.Pairs.ToDictionary(pair => pair.Clerk, pair => pair.Workos, StringComparer.Ordinal);
        var added = new List<AddedForeignKey>();
        foreach (var key in there.Where(key => key.Columns.Any(columns.ContainsKey)))
        {
            var parents = all.Find(other => other.Name == key.Parent && other.Schema == key.Schema)?.Pairs.ToDictionary(pair => pair.Clerk, pair => pair.Workos, StringComparer.Ordinal) ?? [];
            if (key.Columns.Zip(key.ParentColumns).FirstOrDefault(pair => columns.ContainsKey(pair.First) && !parents.ContainsKey(pair.Second)) is { First: not null } lost)
            {
                obstacles.Add($"{table.Name}.{lost.First} refers to {key.Parent}.{lost.Second}, which is not known as a Clerk id: name it under 'columns' in the mapping file.");
                continue;
            }

            var (own, other) = (key.Columns.Select(column => columns.GetValueOrDefault(column, column)).ToArray(), key.ParentColumns.Select(column => parents.GetValueOrDefault(column, column)).ToArray());
            if (!there.Any(existing => existing.Columns.SequenceEqual(own) && existing.ParentColumns.SequenceEqual(other)))
                added.Add(new AddedForeignKey(NameFor(key.Name, columns), $"FOREIGN KEY ({Names(own)}) REFERENCES {SqlName.Quote(key.Schema, key.Parent)} ({Names(other)}){key.Actions}", key.Name));
        }

        if (hasOrganizations && table.Organization is { } organization && !there.Any(key => key.Columns is [var only] && only == organization.Column))
            added.Add(new AddedForeignKey(SqlName.Fitting($"{table.Name}_{organization.Column}_fkey"), $"FOREIGN KEY ({organization.ColumnSql}) REFERENCES {SqlName.Quote(table.Schema, "organizations")} (id)", null));
        return added;
    }

    private static string Names(string[] columns) => string.Join(", ", columns.Select(SqlName.Quote));

    private static string NameFor(string name, Dictionary<string, string> columns)
    {
        foreach (var (clerk, workos) in columns)
        {
            if (name.Contains(clerk, StringComparison.Ordinal))
                return SqlName.Fitting(name.Replace(clerk, workos, StringComparison.Ordinal));
        }

        return SqlName.Fitting($"{name}_workos");
    }

    private static bool StartsWith(string body, string column) => Plain(body) is var plain && (plain.StartsWith($"USING btree ({column},", StringComparison.Ordinal) || plain.StartsWith($"USING btree ({column})", StringComparison.Ordinal));

    private static string Plain(string body) => body.Replace("\"", "", StringComparison.Ordinal);
}
