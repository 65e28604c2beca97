using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Makes the target's tables, from a file or as the live target has them, without its rows.</summary>
internal sealed class TargetStep : RehearsalStep
{
    public override string Name => "target";

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        var database = await scene.Server.CreateDatabaseAsync("target", cancellationToken);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await LiveDatabase.MakeRoleAsync(connection, scene.AppRole, "LOGIN NOINHERIT", cancellationToken);
        if (scene.Options.TargetSql is { } sql)
            await scene.Programs.ExecuteAsync(sql, database, cancellationToken);
        else
            await CopyAsync(scene, database, connection, cancellationToken);
        scene.Target = database;
        var tables = await LiveDatabase.ScalarAsync<long>(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", cancellationToken);
        return $"{tables} tables were made.";
    }

    private async Task CopyAsync(RehearsalScene scene, string database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var live = LiveDatabase.ReadOnly(scene.Options.Target!);
        await using (var target = new NpgsqlConnection(live))
        {
            await target.OpenAsync(cancellationToken);
            foreach (var role in await LiveDatabase.PolicyRolesAsync(target, cancellationToken))
                await LiveDatabase.MakeRoleAsync(connection, role, "NOLOGIN", cancellationToken);
        }

        var file = scene.PathOf("target-schema.dump");
        await scene.Programs.DumpAsync(live, file, cancellationToken, "--schema-only");
        var failures = await scene.Programs.RestoreAsync(file, database, cancellationToken);
        if (failures.Count > 0)
        {
            scene.Record.Add(new RehearsalFinding(Name, "target_schema", "Parts of the target's schema could not be made on this machine's PostgreSQL.", "Look at each: an extension that is not installed here is no harm there.", WouldFail: false)
            {
                Count = failures.Count,
                Examples = [.. failures.Take(20)],
            });
        }
    }
}
