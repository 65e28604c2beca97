using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Tokens.HandOver;

/// <summary>An application in the middle of the switch: it takes the tokens of both, and reads under the policies of a database to which people have moved.</summary>
internal sealed class HandOverApplication : IAsyncDisposable
{
    private const string People = """
        INSERT INTO organizations (id, workos_org_id, slug, name) VALUES
            ('00000000-0000-0000-0000-00000000000a', 'org_ana', 'user-user_ana', 'Ana''s Account'), ('00000000-0000-0000-0000-00000000000b', 'org_bob', 'user-user_bob', 'Bob''s Account'),
            ('00000000-0000-0000-0000-00000000000c', 'org_clinic', 'clinic', 'Clinic');
        INSERT INTO users (workos_user_id, email) VALUES ('user_ana', 'ana@example.com'), ('user_bob', 'bob@example.com');
        INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) VALUES
            ('user_ana', '00000000-0000-0000-0000-00000000000a', 'owner', 'active'), ('user_ana', '00000000-0000-0000-0000-00000000000c', 'member', 'active'),
            ('user_bob', '00000000-0000-0000-0000-00000000000b', 'owner', 'inactive');
        INSERT INTO schedules (org_id, workos_user_id, time_zone) VALUES
            ('00000000-0000-0000-0000-00000000000a', 'user_ana', 'Europe/Lisbon'), ('00000000-0000-0000-0000-00000000000b', 'user_bob', 'Europe/Berlin');
        INSERT INTO clerk2workos.user_map (clerk_user_id, workos_user_id, organization_id, workos_organization_id) VALUES
            ('user_2abcdefghijklmnopqrstuvwxyz', 'user_ana', '00000000-0000-0000-0000-00000000000a', 'org_ana'), ('user_2bob', 'user_bob', '00000000-0000-0000-0000-00000000000b', 'org_bob');
        INSERT INTO clerk2workos.organization_map (clerk_org_id, workos_organization_id, organization_id) VALUES ('org_2clinic', 'org_clinic', '00000000-0000-0000-0000-00000000000c');
        """;

    private readonly WebApplication _application;
    private readonly RlsWorld _world;

    private HandOverApplication(WebApplication application, RlsWorld world, SigningClerk clerk, SigningWorkOS workos) =>
        (_application, _world, Clerk, WorkOS) = (application, world, clerk, workos);

    public SigningClerk Clerk { get; }

    public SigningWorkOS WorkOS { get; }

    public IServiceProvider Services => _application.Services;

    public CollectedLogs Logs { get; private init; } = new();

    public static async Task<HandOverApplication> StartAsync(
        PostgreSql server, Action<IServiceCollection>? register = null, params (string Key, string? Value)[] settings)
    {
        var world = await RlsWorld.CreateAsync(server);
        await MigrationSchema.EnsureAsync(world.Database);
        await world.ApplyAsync();       // which lets the service look into the map
        await world.ExecuteAsync(People);
        var (clerk, workos) = (await SigningClerk.StartAsync(), await SigningWorkOS.StartAsync());
        var logs = new CollectedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Tokens:HandOver:Issuer", clerk.Issuer), new("Tokens:HandOver:AuthorizedParties:0", SigningClerk.Origin), new("Tokens:HandOver:Permissions:owner:0", "meetings:write"),
            new("Tokens:HandOver:CacheTime", "00:00:00"), .. settings.Select(setting => KeyValuePair.Create($"Tokens:HandOver:{setting.Key}", setting.Value)),
        ]);
        builder.Services.AddAuthentication()
            .AddWorkOSBearer(options => (options.ClientId, options.BaseAddress) = (SigningWorkOS.ClientId, workos.Address))
            .AddClerkHandOver(builder.Configuration.GetSection("Tokens:HandOver"));
        builder.Services.AddAuthorization();
        builder.Services.AddRowLevelSecurity(new NpgsqlConnectionStringBuilder(world.Address) { Username = world.AppRole, Password = "secret" }.ConnectionString);
        builder.Services.AddKeyedSingleton(ServiceDataSource.Key, (_, _) => Service(world));
        register?.Invoke(builder.Services);
        await world.ExecuteAsync($"ALTER ROLE {world.AppRole} PASSWORD 'secret'");
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapGet("/claims", (RlsSessions sessions) => sessions.Current.Claims).RequireAuthorization();
        application.MapGet("/zones", async (RlsDataSource database) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT coalesce(string_agg(time_zone, ',' ORDER BY time_zone), '') FROM schedules";
            return (string)(await command.ExecuteScalarAsync())!;
        }).RequireAuthorization();
        application.MapGet("/owner", [Authorize(Roles = "owner")] () => "welcome");
        application.MapGet("/named", [Authorize(AuthenticationSchemes = "Bearer")] () => "welcome");
        application.MapGet("/write", () => "welcome").RequireAuthorization(policy => policy.RequireClaim("permissions", "meetings:write"));
        application.MapGet("/open", (HttpContext request) => request.User.FindFirst("sub")?.Value ?? "nobody");
        await application.StartAsync();
        return new HandOverApplication(application, world, clerk, workos) { Logs = logs };
    }

    public Task<HttpResponseMessage> SendAsync(string path, string? bearer = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (cookie is not null)
            request.Headers.Add("Cookie", $"__session={cookie}");
        return _application.GetTestClient().SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, string? bearer = null, string? cookie = null)
    {
        using var response = await SendAsync(path, bearer, cookie);
        return response.StatusCode;
    }

    public async Task<string> TextAsync(string path, string? bearer = null, string? cookie = null)
    {
        using var response = await SendAsync(path, bearer, cookie);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The status of the answer, and the code of its problem details.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> ProblemAsync(string bearer)
    {
        using var response = await SendAsync("/claims", bearer);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, problem.RootElement.GetProperty("code").GetString());
    }

    /// <summary>Changes the configuration while the application runs.</summary>
    public void Set(string key, string? value)
    {
        var configuration = (IConfigurationRoot)_application.Services.GetRequiredService<IConfiguration>();
        configuration[$"Tokens:HandOver:{key}"] = value;
        configuration.Reload();
    }

    public Task ExecuteAsync(string sql) => _world.ExecuteAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await Clerk.DisposeAsync();
        await WorkOS.DisposeAsync();
        await _world.DisposeAsync();
    }

    /// <summary>The service's role, as which the tests' superuser acts.</summary>
    private static NpgsqlDataSource Service(RlsWorld world) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.Address) { Options = "-c role=c2w_service" });
}
