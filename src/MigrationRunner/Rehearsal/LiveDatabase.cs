using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>A live database, which nothing here can write to.</summary>
internal static class LiveDatabase
{
    /// <summary>The same database, whose sessions refuse to write whatever they are told.</summary>
    public static string ReadOnly(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "clerk2workos rehearse", CommandTimeout = 0 };
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on".TrimStart();
        return settings.ConnectionString;
    }

    /// <summary>How many rows each table has in the session's snapshot.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1, 2
            """;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, quoted) in await ListAsync(connection, Sql, row => (row.GetString(0), row.GetString(1)), cancellationToken))
            counts[name] = await ScalarAsync<long>(connection, $"SELECT count(*) FROM ONLY {quoted}", cancellationToken);
        return counts;
    }

    /// <summary>The roles that policies name, without which they could not be restored.</summary>
    public static Task<List<string>> PolicyRolesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ListAsync(
        connection, "SELECT DISTINCT r.rolname::text FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles) ORDER BY 1", row => row.GetString(0), cancellationToken);

    /// <summary>Makes a role where there is none.</summary>
    /// <param name="connection">To the rehearsal's own server.</param>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">What it may.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task MakeRoleAsync(NpgsqlConnection connection, string name, string attributes, CancellationToken cancellationToken)
    {
        if (await ScalarAsync<bool>(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", cancellationToken, name))
            return;
        var sql = await ScalarAsync<string>(connection, "SELECT format('CREATE ROLE %I ', $1::text)", cancellationToken, name);
        await using var command = new NpgsqlCommand(sql + attributes, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters)
    {
        var all = new List<T>();
        await using var command = Command(connection, sql, parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            all.Add(read(rows));
        return all;
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}
