using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Reversing;

/// <summary>The tables of the way back, in schema <c>clerk2workos</c> of the legacy database, beside the gate's.</summary>
internal static class ReverseState
{
    private static readonly string[] Tables = ["data_tables", "checkpoints", "data_snapshots", "data_sync", "organization_map", "user_map", "migration"];

    public static async Task CreateAsync(NpgsqlDataSource legacy, CancellationToken cancellationToken)
    {
        await using var connection = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.user_map') IS NOT NULL", cancellationToken).ConfigureAwait(false)
            && await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM clerk2workos.user_map)", cancellationToken).ConfigureAwait(false))
            throw new MigrationException("The legacy database is itself the target of a migration (clerk2workos.user_map has rows): it cannot hold the state of a way back.");
        await connection.ExecuteAsync(MigrationSchema.Script, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(DataSchema.Script, cancellationToken).ConfigureAwait(false);
    }

    public static Task<bool> IsThereAsync(NpgsqlConnection legacy, CancellationToken cancellationToken) =>
        legacy.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.data_sync') IS NOT NULL", cancellationToken);

    /// <summary>Drops them; what could not go back stays until somebody has looked at it.</summary>
    public static async Task DropAsync(NpgsqlDataSource legacy, CancellationToken cancellationToken)
    {
        await using var connection = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var tables = Tables.ToList();
        if (await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.rejects') IS NOT NULL", cancellationToken).ConfigureAwait(false)
            && !await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM clerk2workos.rejects)", cancellationToken).ConfigureAwait(false))
            tables.Add("rejects");
        tables.AddRange(await connection.ListAsync("SELECT tablename::text FROM pg_tables WHERE schemaname = 'clerk2workos' AND tablename LIKE 'links\\_%'", row => row.GetString(0), cancellationToken).ConfigureAwait(false));
        foreach (var table in tables)
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {SqlName.Quote("clerk2workos", table)}", cancellationToken).ConfigureAwait(false);
    }
}
