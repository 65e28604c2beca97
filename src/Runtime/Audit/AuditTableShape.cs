using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>What the catalog says of the audit table.</summary>
internal sealed record AuditTableShape(string QuotedName, IReadOnlyDictionary<string, string> Types, IReadOnlyList<string> Key, IReadOnlyList<string> Doubts)
{
    private const string ColumnsSql = """
        SELECT a.attname, format_type(a.atttypid, NULL), a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        """;

    // Only a key that PostgreSQL takes as the target of ON CONFLICT.
    private const string KeysSql = """
        SELECT (SELECT array_agg(a.attname::text ORDER BY a.attname)
                FROM unnest(i.indkey[0:i.indnkeyatts - 1]) AS k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k)
        FROM pg_index i
        WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
        ORDER BY i.indnkeyatts
        """;

    private const string DoubtsSql = """
        SELECT row_security_active(c.oid), current_user::text, EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f')
        FROM pg_class c WHERE c.oid = to_regclass($1)
        """;

    public static async Task<AuditTableShape> ReadAsync(NpgsqlConnection connection, AuditTableOptions names, CancellationToken cancellationToken)
    {
        var table = SqlName.Quote(names.Schema, names.Name);
        var types = new Dictionary<string, string>();
        var demanded = new List<string>();
        await foreach (var row in RowsAsync(connection, ColumnsSql, table, cancellationToken).ConfigureAwait(false))
        {
            types.Add(row.GetString(0), row.GetString(1));
            if (row.GetBoolean(2))
                demanded.Add(row.GetString(0));
        }

        if (types.Count == 0)
            throw new AuditTableException($"There is no table {table} for the audit log: create it with the script of AuditTableOptions.CreateScript(), or name another in AuditOptions.Table.");

        var written = Columns(names).ToList();
        if (written.Find(column => !types.ContainsKey(column)) is { } missing)
            throw new AuditTableException($"The table {table} has no column {SqlName.Quote(missing)}: name the right one in AuditOptions.Table, or null for one that is not kept.");
        if (demanded.Find(column => !written.Contains(column)) is { } unserved)
            throw new AuditTableException($"The column {SqlName.Quote(unserved)} of {table} is NOT NULL and has no default, and the audit log has nothing to put there: give it a default.");
        if (types[names.Id] is not ("uuid" or "text" or "character varying" or "character"))
            throw new AuditTableException($"The column {SqlName.Quote(names.Id)} of {table} is of type {types[names.Id]}; the audit log needs a uuid there: add a column for it, with a unique index, and name it in AuditOptions.Table.Id.");
        return new AuditTableShape(table, types, await KeyAsync(connection, table, names, cancellationToken).ConfigureAwait(false),
            await DoubtsAsync(connection, table, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The value as the column takes it. A text column gets it as it is: a cast to varchar(n) would cut it without a word.</summary>
    public string Converted(string column, string value) => Types[column] switch
    {
        "text" or "character varying" or "character" => value == "e.id" ? "e.id::text" : value,
        "timestamp without time zone" => $"({value} AT TIME ZONE 'UTC')",
        "timestamp with time zone" => value,
        var other => $"CAST({value} AS {other})",
    };

    private static async Task<IReadOnlyList<string>> KeyAsync(NpgsqlConnection connection, string table, AuditTableOptions names, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(connection, KeysSql, table, cancellationToken).ConfigureAwait(false))
        {
            // The time beside the id is a partitioned table's key; it is as fixed as the id is.
            var key = row.GetFieldValue<string[]>(0);
            if (key.Contains(names.Id) && key.All(column => column == names.Id || column == names.CreatedAt))
                return key;
        }

        throw new AuditTableException($"The column {SqlName.Quote(names.Id)} of {table} has no unique key, so that an event that is sent twice would be written twice: make it the primary key.");
    }

    private static async Task<IReadOnlyList<string>> DoubtsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var doubts = new List<string>();
        await foreach (var row in RowsAsync(connection, DoubtsSql, table, cancellationToken).ConfigureAwait(false))
        {
            if (row.GetBoolean(0))
                doubts.Add($"Row-level security applies to {row.GetString(1)} on {table}: the audit log writes for everyone, so give it a role with BYPASSRLS.");
            if (row.GetBoolean(2))
                doubts.Add($"The table {table} has a foreign key: an event about something that is not committed yet, or no longer there, is refused. An audit log should have none.");
        }

        return doubts;
    }

    private static IEnumerable<string> Columns(AuditTableOptions names) =>
        ((string?[])[names.Id, names.WorkosUserId, names.OrgId, names.Action, names.ResourceType, names.ResourceId, names.Changes, names.Metadata,
            names.IpAddress, names.UserAgent, names.CreatedAt]).OfType<string>();

    private static async IAsyncEnumerable<NpgsqlDataReader> RowsAsync(
        NpgsqlConnection connection, string sql, string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = table } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return rows;
    }
}
