using System.Diagnostics;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Rehearsal;

/// <summary>A live platform that must not be touched, and a WorkOS that must not be spoken with.</summary>
internal sealed class RehearsalWorld : IAsyncDisposable
{
    public const string TargetSql = """
        CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL, type text NOT NULL);
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text);
        CREATE UNIQUE INDEX ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id), org_id uuid NOT NULL REFERENCES organizations (id),
            role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        CREATE TABLE events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), name text NOT NULL, details jsonb, is_active boolean NOT NULL);
        """;

    private const string LegacySql = """
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text, first_name text, last_name text);
        CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text NOT NULL, name text NOT NULL, details jsonb, is_active boolean NOT NULL DEFAULT true);
        INSERT INTO users (clerk_user_id, email, first_name)
            SELECT 'user_2' || lpad(n::text, 26, 'a'), 'person' || n || '@example.com', 'Person ' || n FROM generate_series(1, 30) n;
        INSERT INTO events (clerk_user_id, name, details) SELECT clerk_user_id, 'Consultation ' || n, '{}' FROM users, generate_series(1, 10) n;
        """;

    private readonly WorkOSGuard _guard;

    private RehearsalWorld(WorkOSGuard guard, string legacy) => (_guard, Legacy) = (guard, legacy);

    public string Legacy { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>Calls of the WorkOS that the environment names.</summary>
    public int CallsOfWorkOS => _guard.Calls;

    private Dictionary<string, string?> Variables => new()
    {
        ["C2W_LEGACY"] = Legacy,
        ["WORKOS_API_KEY"] = "sk_live_not_to_be_used",
        ["WORKOS_BASE_URL"] = _guard.Address,
        ["TMPDIR"] = Folder["tmp"],
    };

    public static async Task<RehearsalWorld> CreateAsync(PostgreSql server)
    {
        var world = new RehearsalWorld(WorkOSGuard.Start(), await server.CreateDatabaseAsync());
        Directory.CreateDirectory(world.Folder["tmp"]);
        world.Folder.Write("target.sql", TargetSql);
        await world.ExecuteAsync(LegacySql);
        return world;
    }

    public Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(Folder, Variables.GetValueOrDefault, ["rehearse", .. arguments]);

    /// <summary>As a process of its own, whose temporary folders are in <c>tmp</c>.</summary>
    public Process Start(params string[] arguments) => Tool.StartInterruptible(Folder, Variables, ["rehearse", .. arguments]);

    public JsonElement Report(string file)
    {
        using var document = JsonDocument.Parse(Folder.Read(file));
        return document.RootElement.Clone();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Legacy);
        await using var command = source.CreateCommand($"{sql.TrimEnd().TrimEnd(';')}; SELECT pg_stat_force_next_flush()");       // what was written before the picture counts before it
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that a rehearsal could have left behind in the legacy database and on its server: rows, what was written, objects, slots, publications, roles.</summary>
    public async Task<string> PictureAsync()
    {
        await using var source = NpgsqlDataSource.Create(Legacy);
        await using var command = source.CreateCommand("""
            SELECT pg_stat_force_next_flush(), concat_ws('|',
                (SELECT md5(string_agg(u::text, ',' ORDER BY id)) FROM users u), (SELECT md5(string_agg(e::text, ',' ORDER BY id)) FROM events e),
                (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables), (SELECT string_agg(relname || '.' || relkind::text, ',' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
                (SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace), (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()), (SELECT count(*) FROM pg_publication),
                (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'clerk2workos%'))
            """);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return row.GetString(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        Folder.Dispose();
    }
}
