using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>Every row of a database but those of the product's own, as a count and a checksum of each table; and what a cut-over could have left behind.</summary>
/// <param name="Tables">By name.</param>
/// <param name="Left">Triggers that refuse writes, slots and publications.</param>
internal sealed record RowPicture(IReadOnlyDictionary<string, string> Tables, IReadOnlyList<string> Left)
{
    public static async Task<RowPicture> TakeAsync(string database, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'clerk2workos') ORDER BY 1
            """;
        const string LeftSql = """
            SELECT 'trigger on ' || tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'clerk2workos%' AND NOT tgisinternal
            UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE database = current_database()
            UNION ALL SELECT 'publication ' || pubname FROM pg_publication WHERE pubname LIKE 'clerk2workos%' ORDER BY 1
            """;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, quoted) in await LiveDatabase.ListAsync(connection, Sql, row => (row.GetString(0), row.GetString(1)), cancellationToken))
            tables[name] = await LiveDatabase.ScalarAsync<string>(connection, $"SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM ONLY {quoted} t", cancellationToken);
        return new RowPicture(tables, await LiveDatabase.ListAsync(connection, LeftSql, row => row.GetString(0), cancellationToken));
    }

    /// <summary>Tables that are otherwise in another picture, or missing from it.</summary>
    public IReadOnlyList<string> DifferencesTo(RowPicture other) => [.. Tables.Where(table => other.Tables.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key)];
}
