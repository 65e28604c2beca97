using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

/// <summary>A stand-in for WorkOS, a legacy database, a target with the plan's tables, and a folder for files.</summary>
internal sealed class UserWorld : IAsyncDisposable
{
    public const string TargetTables = """
        CREATE TABLE organizations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL,
            type text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TYPE mood AS ENUM ('calm', 'happy');
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            stripe_customer_id text, stripe_connect_account_id varchar(40), settings jsonb, tags text[], credit numeric(10,2), mood mood, born date,
            created_at timestamptz NOT NULL DEFAULT now());
        CREATE UNIQUE INDEX users_email_key ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id),
            org_id uuid NOT NULL REFERENCES organizations (id), role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        """;

    public const string LegacyTables = """
        CREATE TYPE mood AS ENUM ('calm', 'happy');
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text, first_name text, last_name text,
            stripe_customer_id text, stripe_connect_account_id text, settings jsonb, tags text[], credit numeric, mood mood, born date, nickname text,
            created_at timestamptz NOT NULL DEFAULT '2021-03-04 05:06:07.123456+00');
        """;

    private readonly List<ServiceProvider> _clients = [];

    private UserWorld(WorkOSStandIn workos, string target, string legacy)
    {
        (WorkOS, TargetText) = (workos, target);
        (Target, Legacy) = (NpgsqlDataSource.Create(target), NpgsqlDataSource.Create(legacy));
        Directory.CreateDirectory(Folder);
    }

    public WorkOSStandIn WorkOS { get; }

    public string TargetText { get; }

    public NpgsqlDataSource Target { get; }

    public NpgsqlDataSource Legacy { get; }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"c2w-{Guid.NewGuid():N}");

    public string MapFile => Path.Combine(Folder, "migration-user-map.json");

    public static async Task<UserWorld> CreateAsync(PostgreSql server, Action<WorkOSStandInOptions>? standIn = null, string? target = null, string? legacy = null) =>
        await CreateAsync(server.Server, standIn, target, legacy);

    public static async Task<UserWorld> CreateAsync(LocalPostgreSql server, Action<WorkOSStandInOptions>? standIn = null, string? target = null, string? legacy = null)
    {
        var options = new WorkOSStandInOptions { EnforceLimits = false };
        options.Roles.Add(new StandInRole("owner", "Owner"));
        standIn?.Invoke(options);
        var world = new UserWorld(
            await WorkOSStandIn.StartAsync(options), await server.CreateDatabaseAsync($"target_{Guid.NewGuid():N}"), await server.CreateDatabaseAsync($"legacy_{Guid.NewGuid():N}"));
        await world.ExecuteAsync(target ?? TargetTables);
        await world.ExecuteAsync(legacy ?? LegacyTables, world.Legacy);
        return world;
    }

    /// <summary>A client in a hurry, without limits unless said otherwise.</summary>
    public IWorkOSClient Client(Action<WorkOSOptions>? configure = null)
    {
        var provider = new ServiceCollection().AddWorkOS(options =>
        {
            options.ApiKey = WorkOS.ApiKey;
            options.BaseAddress = WorkOS.BaseAddress;
            options.Limits = WorkOSLimits.None();
            options.RetryDelay = TimeSpan.FromMilliseconds(10);
            options.DefaultRetryAfter = TimeSpan.FromMilliseconds(50);
            configure?.Invoke(options);
        }).BuildServiceProvider();
        _clients.Add(provider);
        return provider.GetRequiredService<IWorkOSClient>();
    }

    /// <summary>A migration out of the legacy database, unless another source is set.</summary>
    public UserMigration Migration(
        Func<UserMigrationOptions, UserMigrationOptions>? configure = null, UserStepListener? steps = null, Action<WorkOSOptions>? client = null) =>
        new(Client(client), Options(configure), steps ?? new UserStepListener());

    public UserMigrationOptions Options(Func<UserMigrationOptions, UserMigrationOptions>? configure = null)
    {
        var options = new UserMigrationOptions { Target = Target, Legacy = Legacy, MapFile = MapFile, MapFileInterval = TimeSpan.FromMilliseconds(100) };
        return configure?.Invoke(options) ?? options;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Users of Clerk's Backend API, as a file.</summary>
    public string WriteJson(params object[] users) => Write("users.json", JsonSerializer.Serialize(users));

    /// <summary>A user as the Backend API gives it.</summary>
    public static object ClerkUser(
        string id, string? email, bool isVerified = true, string? firstName = "Ana", string? lastName = "Silva", bool banned = false, bool locked = false, bool deleted = false,
        params (string Id, string Name, string Role)[] organizations) => new
        {
            id,
            object_ = "user",
            first_name = firstName,
            last_name = lastName,
            primary_email_address_id = email is null ? null : "idn_1",
            email_addresses = email is null
                ? []
                : new object[] { new { id = "idn_0", email_address = "other@example.com", verification = new { status = "verified" } }, new { id = "idn_1", email_address = email, verification = new { status = isVerified ? "verified" : "unverified" } } },
            phone_numbers = email is null ? new object[] { new { phone_number = "+15550100" } } : [],
            banned,
            locked,
            deleted,
            created_at = 1614834367123,
            organization_memberships = organizations.Select(organization => new
            {
                role = organization.Role,
                organization = new { id = organization.Id, name = organization.Name, slug = organization.Name.ToLowerInvariant().Replace(' ', '-') },
            }),
        };

    /// <summary>So many plain users in the legacy table, <c>user_0001</c> and so on; every tenth is an expert.</summary>
    public Task SeedAsync(int count) => ExecuteAsync(
        string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO users (clerk_user_id, email, first_name, last_name, stripe_customer_id, stripe_connect_account_id)
            SELECT 'user_' || lpad(n::text, 4, '0'), 'Person' || n || '@example.com', 'Person', 'No ' || n, 'cus_' || n, CASE WHEN n % 10 = 0 THEN 'acct_' || n END
            FROM generate_series(1, {count}) n
            """),
        Legacy);

    /// <summary>Everything that a migration makes, without ids and moments that differ from one to the other: equal after two migrations of the same users that went right.</summary>
    public async Task<string> PictureAsync()
    {
        var users = WorkOS.Users.OrderBy(user => user.ExternalId, StringComparer.Ordinal).ThenBy(user => user.Email, StringComparer.Ordinal).ToList();
        var names = users.Select((user, index) => (user.Id, Name: user.ExternalId ?? $"guest {index}")).ToDictionary(pair => pair.Id, pair => pair.Name);
        var organizations = WorkOS.Organizations.ToDictionary(organization => organization.Id, organization =>
            organization.ExternalId is { } id && id.StartsWith("user-", StringComparison.Ordinal) && names.TryGetValue(id["user-".Length..], out var owner) ? $"own of {owner}" : organization.ExternalId ?? "?");
        var lines = new List<string>();
        lines.AddRange(users.Select(user =>
            $"user {names[user.Id]}|{user.Email}|{user.EmailVerified}|{user.FirstName}|{user.LastName}|{user.PasswordHashType}|{string.Join(',', user.Metadata.Keys.Order(StringComparer.Ordinal))}"));
        lines.AddRange(WorkOS.Organizations.Select(organization => $"organization {organizations[organization.Id]}|{organization.Name}").Order(StringComparer.Ordinal));
        lines.AddRange(WorkOS.Memberships.Select(membership => $"membership {names[membership.UserId]} in {organizations[membership.OrganizationId]}|{membership.RoleSlug}|{membership.Status}").Order(StringComparer.Ordinal));
        lines.AddRange(WorkOS.Factors.Select(factor => $"factor {names[factor.UserId]}|{factor.Issuer}|{factor.Secret}").Order(StringComparer.Ordinal));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'row', coalesce(m.clerk_user_id, '?'), u.email, u.first_name, u.last_name, u.stripe_customer_id, u.stripe_connect_account_id, u.created_at) FROM users u LEFT JOIN clerk2workos.user_map m USING (workos_user_id)"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'org row', replace(o.slug, coalesce(m.workos_user_id, '?'), coalesce(m.clerk_user_id, '?')), o.name, o.type) FROM organizations o LEFT JOIN clerk2workos.user_map m ON m.organization_id = o.id"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'member row', m.clerk_user_id, replace(o.slug, m.workos_user_id, m.clerk_user_id), s.role, s.status) FROM user_org_memberships s JOIN organizations o ON o.id = s.org_id LEFT JOIN clerk2workos.user_map m USING (workos_user_id)"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'map', m.clerk_user_id, o.workos_org_id = m.workos_organization_id) FROM clerk2workos.user_map m JOIN organizations o ON o.id = m.organization_id"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'org map', clerk_org_id) FROM clerk2workos.organization_map"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'reject', key, reason) FROM clerk2workos.rejects"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'note', clerk_user_id, code) FROM clerk2workos.user_notes"));
        lines.AddRange(await LinesAsync("SELECT concat_ws('|', 'intent', clerk_user_id) FROM clerk2workos.user_intents"));
        lines.Add($"map file {JsonDocument.Parse(await File.ReadAllTextAsync(MapFile)).RootElement.GetArrayLength()}");
        return string.Join('\n', lines);
    }

    public async Task<List<string>> LinesAsync(string sql)
    {
        await using var command = Target.CreateCommand($"SELECT line FROM ({sql}) q(line) ORDER BY line COLLATE \"C\"");
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        return lines;
    }

    /// <summary>Users that stand at WorkOS already.</summary>
    public async Task<string> AddToWorkOSAsync(object user)
    {
        using var client = WorkOS.CreateClient();
        using var answer = await client.PostAsJsonAsync("user_management/users", user);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Whether somebody signs in with a password.</summary>
    public async Task<bool> SignsInAsync(string email, string password)
    {
        using var client = WorkOS.CreateClient();
        using var answer = await client.PostAsJsonAsync("user_management/authenticate", new
        {
            client_id = WorkOS.ClientId,
            client_secret = WorkOS.ApiKey,
            grant_type = "password",
            email,
            password,
        });
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode || body.Contains("organization_selection_required", StringComparison.Ordinal) || body.Contains("mfa_challenge", StringComparison.Ordinal);
    }

    public async Task ExecuteAsync(string sql, NpgsqlDataSource? database = null)
    {
        await using var command = (database ?? Target).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Target.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        await Target.DisposeAsync();
        await Legacy.DisposeAsync();
        await WorkOS.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
