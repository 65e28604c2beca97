using System.Security.Claims;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;

/// <summary>Notes of people in organizations, under row-level security, and an application's services on its login, which has no rights of its own.</summary>
internal sealed class NotesDatabase : IAsyncDisposable
{
    private const string Script = """
        CREATE SCHEMA auth;
        CREATE FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
        CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT auth.session() ->> 'sub' $$;
        CREATE TABLE organizations (id int PRIMARY KEY, workos_org_id text UNIQUE);
        CREATE TABLE user_org_memberships (workos_user_id text, org_id int REFERENCES organizations, is_active boolean, PRIMARY KEY (workos_user_id, org_id));
        CREATE TABLE notes (
            id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL DEFAULT auth.user_id(), org_id int REFERENCES organizations,
            text text NOT NULL, version int NOT NULL DEFAULT 0, is_public boolean NOT NULL DEFAULT false);
        CREATE TABLE lines (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note_id int NOT NULL REFERENCES notes ON DELETE CASCADE, text text NOT NULL);
        CREATE INDEX ON notes (workos_user_id);
        INSERT INTO organizations VALUES (1, 'org_1'), (2, 'org_2');
        INSERT INTO user_org_memberships VALUES ('ann', 1, true), ('bob', 1, false), ('bob', 2, true);
        INSERT INTO notes (workos_user_id, org_id, text, is_public) VALUES
            ('ann', 1, 'ann 1', false), ('ann', 1, 'ann 2', false), ('bob', 2, 'bob 1', false), ('bob', 2, 'bob''s, for all', true);
        INSERT INTO lines (note_id, text) SELECT id, 'line of ' || text FROM notes;

        GRANT USAGE ON SCHEMA auth TO authenticated, anonymous;
        GRANT SELECT ON organizations, user_org_memberships TO authenticated;
        GRANT SELECT, INSERT, UPDATE, DELETE ON notes, lines TO authenticated;
        GRANT SELECT ON notes TO anonymous;
        ALTER TABLE organizations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ALTER TABLE user_org_memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ALTER TABLE lines ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY members ON organizations FOR SELECT TO authenticated
            USING (id = ANY (ARRAY(SELECT org_id FROM user_org_memberships WHERE workos_user_id = (SELECT auth.user_id()) AND is_active)));
        CREATE POLICY own ON user_org_memberships FOR SELECT TO authenticated USING (workos_user_id = (SELECT auth.user_id()));
        CREATE POLICY own ON notes TO authenticated USING (workos_user_id = (SELECT auth.user_id())) WITH CHECK (workos_user_id = (SELECT auth.user_id()));
        CREATE POLICY public ON notes FOR SELECT TO anonymous USING (is_public);
        CREATE POLICY own ON lines TO authenticated USING (note_id = ANY (ARRAY(SELECT id FROM notes)));
        """;

    // Roles belong to the server: other tests may be making these two now.
    private const string Roles = """
        SELECT pg_advisory_lock(4815162342);
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN CREATE ROLE authenticated NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anonymous') THEN CREATE ROLE anonymous NOLOGIN; END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        """;

    private readonly List<string> _logins = [];
    private readonly List<ServiceProvider> _services = [];

    private NotesDatabase(string owner)
    {
        OwnerConnectionString = owner;
        Owner = NpgsqlDataSource.Create(owner);
    }

    /// <summary>A superuser's.</summary>
    public NpgsqlDataSource Owner { get; }

    public string OwnerConnectionString { get; }

    /// <summary>The application's login.</summary>
    public string ConnectionString { get; private set; } = "";

    public CollectedLogs Logs { get; } = new();

    public static ClaimsPrincipal Ann => Person("ann", "org_1");

    public static ClaimsPrincipal Bob => Person("bob", "org_2");

    public static ClaimsPrincipal Nobody => new(new ClaimsIdentity());

    public static ClaimsPrincipal Person(string id, string organization = "org_1") =>
        new(new ClaimsIdentity([new Claim("sub", id), new Claim("org_id", organization), new Claim("role", "member")], "Bearer"));

    public static async Task<NotesDatabase> CreateAsync(PostgreSql server)
    {
        var database = new NotesDatabase(await server.CreateDatabaseAsync());
        await using (var connection = await database.Owner.OpenConnectionAsync())
        {
            await ExecuteAsync(connection, Roles);
            await ExecuteAsync(connection, Script);
        }

        database.ConnectionString = await database.CreateLoginAsync("NOINHERIT");
        return database;
    }

    /// <summary>A login with a name of its own that may become both roles.</summary>
    public async Task<string> CreateLoginAsync(string attributes, string grants = "GRANT authenticated, anonymous TO {0}")
    {
        var name = $"app_{Guid.NewGuid():N}";
        _logins.Add(name);
        await ExecuteAsync($"CREATE ROLE {name} LOGIN PASSWORD 'secret' {attributes}; {string.Format(null, grants, name)}");
        return new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Username = name, Password = "secret", MaxPoolSize = 8 }.ConnectionString;
    }

    /// <summary>An application's services.</summary>
    public ServiceProvider Services(string? connectionString = null, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Information));
        services.AddRowLevelSecurity(connectionString ?? ConnectionString);
        services.AddKeyedSingleton(ServiceDataSource.Key, (_, _) => NpgsqlDataSource.Create(OwnerConnectionString));
        register?.Invoke(services);
        var provider = services.BuildServiceProvider();
        _services.Add(provider);
        return provider;
    }

    public RlsDataSource Application(string? connectionString = null) => Services(connectionString).GetRequiredService<RlsDataSource>();

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All notes, whoever owns them.</summary>
    public async Task<string> NotesAsync()
    {
        await using var command = Owner.CreateCommand("SELECT string_agg(text, '|' ORDER BY id) FROM notes");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
            await services.DisposeAsync();
        foreach (var login in _logins)
        {
            await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{login}'");
            await ExecuteAsync($"DROP OWNED BY {login}; DROP ROLE {login}; DROP ROLE IF EXISTS all_{login}");
        }

        await Owner.DisposeAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
