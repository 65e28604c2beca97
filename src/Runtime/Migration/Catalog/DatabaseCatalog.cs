using System.Collections.Immutable;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Catalog;

/// <summary>The tables of one schema of a database, as its catalog describes them. Views, foreign tables and single partitions are none.</summary>
internal sealed class DatabaseCatalog
{
    private const string TablesSql = """
        SELECT c.oid, c.relname, c.reltuples::bigint, c.relkind = 'p'
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname
        """;

    private const string ColumnsSql = """
        SELECT a.attrelid, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), format_type(b.oid, NULL), b.typtype::text, a.attnotnull OR t.typnotnull,
            (a.atthasdef OR t.typdefault IS NOT NULL) AND a.attgenerated = '', a.attgenerated <> '', a.attidentity::text,
            pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname),
            b.oid, coalesce(base.mod, a.atttypmod), coalesce(e.oid, 0), coalesce(e.typtype = 'e', false),
            ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = coalesce(e.oid, b.oid) ORDER BY l.enumsortorder)
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN LATERAL (
            WITH RECURSIVE up(oid, typtype, mod) AS (
                SELECT t.typbasetype, b.typtype, t.typtypmod FROM pg_type b WHERE t.typtype = 'd' AND b.oid = t.typbasetype
                UNION ALL SELECT d.typbasetype, b.typtype, d.typtypmod FROM up JOIN pg_type d ON d.oid = up.oid JOIN pg_type b ON b.oid = d.typbasetype WHERE up.typtype = 'd')
            SELECT up.oid, up.mod FROM up WHERE up.typtype <> 'd') base ON true
        JOIN pg_type b ON b.oid = coalesce(base.oid, t.oid)
        LEFT JOIN pg_type e ON e.oid = b.typelem AND b.typcategory = 'A'
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attnum
        """;

    // Keys over expressions, partial ones and deferrable ones are no target of ON CONFLICT on columns.
    private const string KeysSql = """
        SELECT i.indrelid, x.relname, i.indisprimary,
            ARRAY(SELECT a.attname::text FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY k(attnum, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY k.place)
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indexprs IS NULL AND i.indpred IS NULL
        ORDER BY i.indrelid, NOT i.indisprimary, x.relname
        """;

    private const string ForeignKeysSql = """
        SELECT f.conrelid, f.conname, tn.nspname, tc.relname,
            ARRAY(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY k(attnum, place) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum ORDER BY k.place),
            ARRAY(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY k(attnum, place) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum ORDER BY k.place),
            f.condeferrable
        FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class tc ON tc.oid = f.confrelid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
        WHERE n.nspname = $1 AND f.contype = 'f' AND f.conparentid = 0 ORDER BY f.conrelid, f.conname
        """;

    private DatabaseCatalog(string schema, ImmutableArray<CatalogTable> tables) => (Schema, Tables) = (schema, tables);

    public string Schema { get; }

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<CatalogTable> Tables { get; }

    /// <summary>The table of that name; null if there is none.</summary>
    public CatalogTable? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>Whether two connections lead to one database.</summary>
    public static async Task<bool> AreOneAsync(NpgsqlConnection one, NpgsqlConnection other, CancellationToken cancellationToken)
    {
        const string Mark = "SELECT pg_postmaster_start_time()::text || '/' || oid::text FROM pg_database WHERE datname = current_database()";
        return await one.ScalarAsync<string>(Mark, cancellationToken).ConfigureAwait(false) == await other.ScalarAsync<string>(Mark, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a schema; empty where there is none of that name.</summary>
    public static async Task<DatabaseCatalog> ReadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var columns = await RowsAsync(connection, ColumnsSql, schema, reader => (Table: reader.GetFieldValue<uint>(0), Column: ColumnOf(reader)), cancellationToken).ConfigureAwait(false);
        var keys = await RowsAsync(
            connection, KeysSql, schema,
            reader => (Table: reader.GetFieldValue<uint>(0), Key: new CatalogKey(reader.GetString(1), reader.GetBoolean(2), [.. reader.GetFieldValue<string[]>(3)])),
            cancellationToken).ConfigureAwait(false);
        var foreignKeys = await RowsAsync(
            connection, ForeignKeysSql, schema,
            reader => (Table: reader.GetFieldValue<uint>(0), Key: new CatalogForeignKey(reader.GetString(1), reader.GetString(2), reader.GetString(3), [.. reader.GetFieldValue<string[]>(4)], [.. reader.GetFieldValue<string[]>(5)]) { IsDeferrable = reader.GetBoolean(6) }),
            cancellationToken).ConfigureAwait(false);
        var (columnsOf, keysOf, foreignKeysOf) = (columns.ToLookup(pair => pair.Table), keys.ToLookup(pair => pair.Table), foreignKeys.ToLookup(pair => pair.Table));
        var tables = await RowsAsync(connection, TablesSql, schema, TableOf, cancellationToken).ConfigureAwait(false);
        return new DatabaseCatalog(schema, [.. tables]);

        CatalogTable TableOf(NpgsqlDataReader reader)
        {
            var oid = reader.GetFieldValue<uint>(0);
            return new(schema, reader.GetString(1), [.. columnsOf[oid].Select(pair => pair.Column)], [.. keysOf[oid].Select(pair => pair.Key)], [.. foreignKeysOf[oid].Select(pair => pair.Key)])
            {
                EstimatedRows = Math.Max(0, reader.GetInt64(2)),
                IsPartitioned = reader.GetBoolean(3),
            };
        }
    }

    private static CatalogColumn ColumnOf(NpgsqlDataReader reader) => new(reader.GetString(1), reader.GetInt16(2), reader.GetString(3), reader.GetString(4))
    {
        IsEnum = reader.GetString(5) == "e",
        IsNotNull = reader.GetBoolean(6),
        HasDefault = reader.GetBoolean(7),
        IsGenerated = reader.GetBoolean(8),
        Identity = reader.GetString(9) switch { "a" => CatalogIdentity.Always, "d" => CatalogIdentity.ByDefault, _ => CatalogIdentity.None },
        Sequence = reader.IsDBNull(10) ? null : reader.GetString(10),
        TypeOid = reader.GetFieldValue<uint>(11),
        Modifier = reader.GetInt32(12),
        ElementOid = reader.GetFieldValue<uint>(13),
        IsEnumArray = reader.GetBoolean(14),
        Labels = [.. reader.GetFieldValue<string[]>(15)],
    };

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, string schema, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = schema } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(row(reader));
        return rows;
    }
}
