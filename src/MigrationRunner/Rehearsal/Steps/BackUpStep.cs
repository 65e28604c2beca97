using System.Diagnostics;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Backs the legacy database up, restores the back-up, and counts on both sides: of one moment, while people work in it.</summary>
internal sealed class BackUpStep : RehearsalStep
{
    public override string Name => "back-up";

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        var live = LiveDatabase.ReadOnly(scene.Options.Legacy);
        var file = scene.PathOf("legacy.dump");
        IReadOnlyDictionary<string, long> before;
        List<string> roles;
        var clock = Stopwatch.StartNew();
        await using (var connection = new NpgsqlConnection(live))
        {
            await connection.OpenAsync(cancellationToken);
            await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            var snapshot = await LiveDatabase.ScalarAsync<string>(connection, "SELECT pg_export_snapshot()", cancellationToken);
            await scene.Programs.DumpAsync(live, file, cancellationToken, $"--snapshot={snapshot}");
            scene.Record.Add(new LiveTime("back-up of the legacy database", clock.Elapsed, "measured"));
            before = await LiveDatabase.CountAsync(connection, cancellationToken);
            roles = await LiveDatabase.PolicyRolesAsync(connection, cancellationToken);
        }

        scene.Record.AddFact("backUpMegabytes", "Size of the back-up, in MB", new FileInfo(file).Length / 1_000_000);
        var database = await scene.Server.CreateDatabaseAsync("legacy", cancellationToken);
        await using var copy = new NpgsqlConnection(database);
        await copy.OpenAsync(cancellationToken);
        foreach (var role in roles)
            await LiveDatabase.MakeRoleAsync(copy, role, "NOLOGIN", cancellationToken);
        clock.Restart();
        var failures = await scene.Programs.RestoreAsync(file, database, cancellationToken);
        scene.Record.Add(new LiveTime("restoring the back-up, if it comes to that", clock.Elapsed, "measured"));
        if (scene.Options.Keep is null)
            File.Delete(file);      // nobody cleans up after a kill
        if (failures.Count > 0)
        {
            scene.Record.Add(new RehearsalFinding(Name, "restore", "Parts of the back-up could not be restored on this machine's PostgreSQL.", "Look at each: an extension that is not installed here is no harm there; anything else is.", WouldFail: true)
            {
                Count = failures.Count,
                Examples = [.. failures.Take(20)],
            });
        }

        var after = await LiveDatabase.CountAsync(copy, cancellationToken);
        var different = before.Where(table => after.GetValueOrDefault(table.Key, -1) != table.Value).Select(table => table.Key).ToList();
        if (different.Count > 0)
        {
            scene.Record.Add(new RehearsalFinding(Name, "restore_counts", "The restored back-up has another number of rows than the legacy database had.", null, WouldFail: true)
            {
                Count = different.Count,
                Examples = [.. different.Take(20)],
            });
        }

        await using (var analyze = new NpgsqlCommand("ANALYZE", copy) { CommandTimeout = 0 })
            await analyze.ExecuteNonQueryAsync(cancellationToken);
        scene.Legacy = database;
        scene.Record.AddFact("legacyTables", "Tables of the legacy database", before.Count);
        scene.Record.AddFact("legacyRows", "Rows in them", before.Values.Sum());
        return different.Count == 0 && failures.Count == 0 ? "The back-up was restored; every table has the rows that it had." : "The back-up was not restored as it was.";
    }
}
