using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>One table of the application: its columns and unique keys, from the catalog.</summary>
internal sealed class GuestTable
{
    private const string ColumnsSql = """
        SELECT a.attname, format_type(a.atttypid, NULL), a.attnotnull,
            a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '',
            CASE WHEN a.atttypid IN ('varchar'::regtype, 'bpchar'::regtype) AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum),
            quote_ident(a.attname), row_security_active(a.attrelid), current_user::text,
            has_table_privilege(a.attrelid, 'SELECT'), has_any_column_privilege(a.attrelid, 'INSERT')
        FROM pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """;

    private const string KeysSql = """
        SELECT ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k)
        FROM pg_index i WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL
        """;

    private readonly Dictionary<string, Column> _columns = [];
    private readonly List<string[]> _keys = [];
    private readonly string _setting;
    private string? _hiddenFrom;
    private string? _lackingRights;

    private GuestTable(string quotedName, string setting) => (QuotedName, _setting) = (quotedName, setting);

    public string QuotedName { get; }

    public static async Task<GuestTable> ReadAsync(NpgsqlConnection connection, string? schema, string name, string setting, CancellationToken cancellationToken)
    {
        var table = new GuestTable(SqlName.Quote(schema, name), setting);
        await table.ReadColumnsAsync(connection, cancellationToken).ConfigureAwait(false);
        if (table._columns.Count == 0)
            throw new GuestRegistrationException($"There is no table {table.QuotedName} for guests: name the right one in GuestOptions.Tables.{setting}, or set GuestOptions.Tables.Schema.");
        await table.ReadKeysAsync(connection, cancellationToken).ConfigureAwait(false);
        return table;
    }

    /// <summary>How many characters the column takes; null if any.</summary>
    public int? MaxLength(string column) => _columns[column].MaxLength;

    /// <summary>False if the column takes null.</summary>
    public bool IsDemanded(string column) => _columns[column].IsNotNull;

    /// <summary>The value as the column takes it. A text column gets it as it is: a cast to varchar(n) would cut it without a word.</summary>
    public string Converted(string column, string value) =>
        _columns[column].Type is "text" or "character varying" or "character" or "citext" ? value : $"CAST({value} AS {_columns[column].Type})";

    /// <summary>The columns and values of an INSERT, with those that have to have a value and none of their own.</summary>
    public (string Columns, string Values) Row(params (string? Column, string Value)[] given)
    {
        var row = given.Where(pair => pair.Column is not null).Select(pair => (Column: pair.Column!, Value: Converted(pair.Column!, pair.Value))).ToList();
        foreach (var (name, column) in _columns)
        {
            if (column.IsOpen && row.TrueForAll(pair => pair.Column != name))
                row.Add((name, column.OwnValue!));
        }

        return (string.Join(", ", row.Select(pair => SqlName.Quote(pair.Column))), string.Join(", ", row.Select(pair => pair.Value)));
    }

    public void DemandExisting(params IEnumerable<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null && !_columns.ContainsKey(name))
                throw new GuestRegistrationException($"The table {QuotedName} has no column {SqlName.Quote(name)}: name the right one in GuestOptions.Tables, under a setting that begins with {_setting}.");
        }
    }

    /// <summary>The columns are there, and no other one needs a value.</summary>
    public void DemandColumns(IReadOnlyList<string?> names)
    {
        DemandExisting(names);
        foreach (var (name, column) in _columns)
        {
            if (column is { IsOpen: true, OwnValue: null } && !names.Contains(name))
                throw new GuestRegistrationException($"The column {SqlName.Quote(name)} of {QuotedName} is NOT NULL and has no default, and a guest's row has nothing to put there: give it a default.");
        }
    }

    public void DemandUuid(string column)
    {
        if (_columns[column].Type != "uuid")
            throw new GuestRegistrationException($"The column {SqlName.Quote(column)} of {QuotedName} is of type {_columns[column].Type}; the id of an organization is a uuid.");
    }

    public void DemandLength(string column, int least)
    {
        if (MaxLength(column) < least)
            throw new GuestRegistrationException($"The column {SqlName.Quote(column)} of {QuotedName} takes {MaxLength(column)} characters; it needs {least}.");
    }

    public void DemandUnique(params string[] columns)
    {
        var wanted = columns.Select(column => _columns[column].Quoted).ToHashSet();
        if (!_keys.Exists(key => key.Length == wanted.Count && wanted.SetEquals(key)))
            throw NoKey(string.Join(", ", columns.Select(SqlName.Quote)), string.Join("_", columns));
    }

    public void DemandUniqueIgnoringCase(string name)
    {
        var column = _columns[name];
        if (!_keys.Exists(key => key is [var only] && (only == $"lower({column.Quoted})" || only == $"lower({column.Quoted}::text)" || only == $"lower(({column.Quoted})::text)"
            || (column.Type == "citext" && only == column.Quoted))))
        {
            throw NoKey($"lower({SqlName.Quote(name)})", $"{name}_lower");
        }
    }

    /// <summary>Row-level security would hide the rows of others, and each guest would be made anew.</summary>
    public void DemandFullSight()
    {
        if (_hiddenFrom is not null)
        {
            throw new GuestRegistrationException($"Row-level security applies to {_hiddenFrom} on {QuotedName}: guests are registered for people who are not signed in, "
                + "so give GuestOptions a connection of a role with BYPASSRLS.");
        }
    }

    /// <summary>A right that is missing would be noticed when the WorkOS user is made already.</summary>
    public void DemandRights()
    {
        if (_lackingRights is not null)
            throw new GuestRegistrationException($"The role {_lackingRights} may not read and write {QuotedName}: GRANT SELECT, INSERT ON {QuotedName} TO {SqlName.Quote(_lackingRights)};");
    }

    private GuestRegistrationException NoKey(string columns, string name) => new(
        $"The table {QuotedName} has no unique key on ({columns}), without which two bookings at once could make two rows: "
        + $"CREATE UNIQUE INDEX CONCURRENTLY {SqlName.Quote($"{name}_key")} ON {QuotedName} ({columns});");

    private async Task ReadColumnsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(ColumnsSql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var (type, demanded, hasDefault, isKey) = (rows.GetString(1), rows.GetBoolean(2), rows.GetBoolean(3), rows.GetBoolean(5));
            _columns.Add(rows.GetString(0), new Column(
                type, rows.GetString(6), demanded, demanded && !hasDefault, await rows.IsDBNullAsync(4, cancellationToken).ConfigureAwait(false) ? null : rows.GetInt32(4),
                type == "uuid" && isKey ? "gen_random_uuid()" : type.StartsWith("timestamp", StringComparison.Ordinal) ? "now()" : null));
            if (rows.GetBoolean(7))
                _hiddenFrom = rows.GetString(8);
            if (!rows.GetBoolean(9) || !rows.GetBoolean(10))
                _lackingRights = rows.GetString(8);
        }
    }

    private async Task ReadKeysAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(KeysSql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            _keys.Add(rows.GetFieldValue<string[]>(0));
    }

    private NpgsqlCommand Command(string sql, NpgsqlConnection connection) =>
        new(sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = QuotedName } } };

    /// <summary>A column.</summary>
    /// <param name="Type">Its type, without a length.</param>
    /// <param name="Quoted">Its name as PostgreSQL writes it in an index's definition.</param>
    /// <param name="IsNotNull">It takes no null.</param>
    /// <param name="IsOpen">It takes no null and has no default.</param>
    /// <param name="MaxLength">How many characters it takes; null if any.</param>
    /// <param name="OwnValue">What stands in it where nothing is given: a new key, the moment.</param>
    private sealed record Column(string Type, string Quoted, bool IsNotNull, bool IsOpen, int? MaxLength, string? OwnValue);
}
