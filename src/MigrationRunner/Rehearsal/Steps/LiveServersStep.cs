using Clerk2WorkOS.Cutover;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Looks at what a copy cannot show: how the live servers are set up, and what the roles may.</summary>
internal sealed class LiveServersStep : RehearsalStep
{
    public override string Name => "live servers";

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        await using var legacy = new NpgsqlConnection(LiveDatabase.ReadOnly(scene.Options.Legacy));
        await legacy.OpenAsync(cancellationToken);
        var version = legacy.PostgreSqlVersion;
        if (version.Major > scene.Server.ServerVersion.Major)
        {
            throw new CannotRunException(
                $"The legacy database is on PostgreSQL {version.Major}, and this machine has {scene.Server.ServerVersion.Major}: install PostgreSQL {version.Major} or newer here (postgresql-{version.Major}).");
        }

        var size = await LiveDatabase.ScalarAsync<long>(legacy, "SELECT pg_database_size(current_database())", cancellationToken);
        scene.Record.AddFact("legacyVersion", "The legacy server", $"PostgreSQL {version}");
        scene.Record.AddFact("legacyMegabytes", "Size of the legacy database, in MB", size / 1_000_000);
        DemandRoom(size);
        await LookAtTheLogAsync(scene, legacy, cancellationToken);
        if (scene.Options.Target is { } target)
            await LookAtTheTargetAsync(scene, target, cancellationToken);
        else
            scene.Record.Add(new RehearsalFinding(Name, "target_not_seen", "The live target was not looked at, since its tables come from a file: whether its roles are there is not known.", "Give --target in place of the file.", WouldFail: false));
        return $"The legacy database was looked at{(scene.Options.Target is null ? "" : ", and the target")}; nothing was written.";
    }

    // The back-up, its restored copy, and the target.
    private static void DemandRoom(long size)
    {
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        if (free < 3 * size)
            throw new CannotRunException($"The rehearsal needs about {3 * size / 1_000_000} MB in '{Path.GetTempPath()}', and {free / 1_000_000} MB are free: set TMPDIR to a folder with more room.");
    }

    private async Task LookAtTheLogAsync(RehearsalScene scene, NpgsqlConnection legacy, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT current_setting('wal_level'), (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user),
                current_setting('max_replication_slots')::int - (SELECT count(*)::int FROM pg_replication_slots WHERE slot_name NOT LIKE 'clerk2workos\_%'), current_setting('max_slot_wal_keep_size'),
                ARRAY(SELECT format('%s.%s', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' AND NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1)
            """;
        var (level, replicates, slots, cap, foreign) = (await LiveDatabase.ListAsync(
            legacy, Sql, row => (row.GetString(0), row.GetBoolean(1), row.GetInt32(2), row.GetString(3), row.GetFieldValue<string[]>(4)), cancellationToken))[0];
        var follows = scene.Options.Way == CutoverWay.BlueGreen;
        if (level != "logical")
            Find("wal_level", $"The legacy database's wal_level is {level}, and 'data sync' needs logical to follow it until the switch.", "Set wal_level = logical and restart the server, or change over in maintenance (--way maintenance).", follows);
        if (!replicates)
            Find("replication_role", "The legacy database's role may not replicate.", "ALTER ROLE … REPLICATION.", follows);
        if (slots <= 0)
            Find("replication_slots", "All replication slots of the legacy database are taken.", "Raise max_replication_slots, or drop a slot that nobody reads.", follows);
        if (cap == "-1")
            Find("wal_cap", "The legacy database would keep its log for as long as 'data sync' is away, until its disk is full.", "Set max_slot_wal_keep_size.", wouldFail: false);
        if (foreign.Length > 0)
            scene.Record.Add(new RehearsalFinding(Name, "table_owner", "The legacy database's role does not own these tables, and only their owner may publish them.", "Connect as their owner, or make the role a member of it.", follows) { Count = foreign.Length, Examples = foreign });

        void Find(string code, string sentence, string remedy, bool wouldFail) => scene.Record.Add(new RehearsalFinding(Name, code, sentence, remedy, wouldFail));
    }

    private async Task LookAtTheTargetAsync(RehearsalScene scene, string target, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(LiveDatabase.ReadOnly(target));
        await connection.OpenAsync(cancellationToken);
        if (scene.Options.AppRole is { } app && !await LiveDatabase.ScalarAsync<bool>(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", cancellationToken, app))
        {
            scene.Record.Add(new RehearsalFinding(
                Name, "role_missing", $"The target has no role {app}, which the application is to log in as.", "CREATE ROLE … LOGIN NOINHERIT, with a password; 'rls apply' makes all other roles.", WouldFail: true));
        }

        var mayMakeRoles = await LiveDatabase.ScalarAsync<bool>(connection, "SELECT rolsuper OR (rolcreaterole AND rolbypassrls) FROM pg_roles WHERE rolname = current_user", cancellationToken);
        var missing = await LiveDatabase.ListAsync(
            connection, "SELECT name FROM unnest(ARRAY['authenticated', 'anonymous', 'c2w_service']) name WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) ORDER BY 1", row => row.GetString(0), cancellationToken);
        if (missing.Count > 0 && !mayMakeRoles)
        {
            scene.Record.Add(new RehearsalFinding(
                Name, "role_rights", "'rls apply' makes these roles, and the target's role may not make them all: one of them bypasses row-level security.",
                "Run it as a role with CREATEROLE and BYPASSRLS, or have them made.", WouldFail: true)
            {
                Count = missing.Count,
                Examples = missing,
            });
        }
    }
}
