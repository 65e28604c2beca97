using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Testing;

/// <summary>What goes wrong with a request, seen from Neon.</summary>
public enum NeonFault
{
    Locked, Limited, Unavailable, Fails, FailsAfterwards, Cut, CutAfterwards, Garbled, AnotherAnswer, Refused,
}

/// <summary>A request that came.</summary>
public sealed record NeonRequest(string Method, string Path, string Body, DateTime At);

/// <summary>
/// The part of Neon's management API that the Data API is set with, on a real socket and as strict as its documentation: it refuses members that it does not know, a second provider
/// on a branch, and whoever does not send the key. Source: https://neon.com/docs/reference/api-reference
/// </summary>
public sealed class StandInNeon : IAsyncDisposable
{
    public const string Key = "napi_secret_of_the_test";
    public const string Project = "quiet-sea-12345678";
    public const string Main = "br-main-1";
    public const string Other = "br-other-2";

    private static readonly string[] Settings =
    [
        "db_aggregates_enabled", "db_anon_role", "db_extra_search_path", "db_max_rows", "db_schemas", "jwt_role_claim_key", "jwt_cache_max_lifetime", "openapi_mode", "server_cors_allowed_origins", "server_timing_enabled",
    ];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<NeonFault>> _faults = new();
    private readonly Lock _gate = new();
    private int _nextId;

    private StandInNeon()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "api/v2");

    public ConcurrentQueue<NeonRequest> Requests { get; } = new();

    public string Database { get; set; } = "booking";

    public List<JsonObject> Providers { get; } = [];

    /// <summary>The Data API's settings by branch; one that is not there is off.</summary>
    public Dictionary<string, JsonObject> DataApis { get; } = [];

    /// <summary>Whether the provider that a Data API is switched on with is registered along with it.</summary>
    public bool RegistersWhenSwitchedOn { get; set; } = true;

    /// <summary>Whether settings are told.</summary>
    public bool TellsSettings { get; set; } = true;

    /// <summary>Seconds that a 423 or 429 asks to wait.</summary>
    public int RetryAfter { get; set; }

    /// <summary>The changes that came, as method and last part of the path.</summary>
    public IEnumerable<string> Changes => Requests.Where(request => request.Method != "GET").Select(request => $"{request.Method} {Kind(request.Path)}");

    public static async Task<StandInNeon> StartAsync()
    {
        var neon = new StandInNeon();
        await neon._app.StartAsync();
        return neon;
    }

    /// <summary>The next requests of this method to <c>branches</c>, <c>endpoints</c>, <c>databases</c>, <c>jwks</c> or <c>data-api</c> go wrong, one after the other.</summary>
    public void Faults(string method, string kind, params NeonFault[] faults)
    {
        var queue = _faults.GetOrAdd($"{method} {kind}", _ => new ConcurrentQueue<NeonFault>());
        foreach (var fault in faults)
            queue.Enqueue(fault);
    }

    public JsonObject Provide(string name, string jwksUrl, string? branch = Main, string? audience = null)
    {
        var provider = new JsonObject
        {
            ["id"] = $"jwks-{Interlocked.Increment(ref _nextId)}",
            ["project_id"] = Project,
            ["jwks_url"] = jwksUrl,
            ["provider_name"] = name,
            ["created_at"] = "2026-11-28T12:00:00Z",
            ["updated_at"] = "2026-11-28T12:00:00Z",
            ["role_names"] = new JsonArray("authenticator", "authenticated", "anonymous"),
        };
        if (branch is not null)
            provider["branch_id"] = branch;
        if (audience is not null)
            provider["jwt_audience"] = audience;
        Providers.Add(provider);
        return provider;
    }

    public void SwitchOn(string roleClaim = ".role", string branch = Main) => DataApis[branch] = new JsonObject
    {
        ["db_aggregates_enabled"] = true,
        ["db_anon_role"] = "anonymous",
        ["db_max_rows"] = 100,
        ["db_schemas"] = new JsonArray("public"),
        ["jwt_role_claim_key"] = roleClaim,
        ["server_cors_allowed_origins"] = "https://booking.example",
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static string Kind(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [_, _, _, _, var kind, ..] when kind != "branches" => kind,
        [_, _, _, _, "branches", _, var kind, ..] => kind,
        _ => "branches",
    };

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var (method, path, body) = (context.Request.Method, context.Request.Path.Value!, await reader.ReadToEndAsync());
        Requests.Enqueue(new NeonRequest(method, path, body, DateTime.UtcNow));
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            await WriteAsync(context, 401, Error("not authorized"));
            return;
        }

        NeonFault? fault = _faults.TryGetValue($"{method} {Kind(path)}", out var queue) && queue.TryDequeue(out var next) ? next : null;
        switch (fault)
        {
            case NeonFault.Locked or NeonFault.Limited:
                context.Response.Headers.RetryAfter = $"{RetryAfter}";
                await WriteAsync(context, fault == NeonFault.Locked ? 423 : 429, Error("project already has running operations"));
                return;
            case NeonFault.Unavailable:
                await WriteAsync(context, 503, "<html>");
                return;
            case NeonFault.Fails:
                await WriteAsync(context, 500, Error("internal server error"));
                return;
            case NeonFault.Refused:
                await WriteAsync(context, 400, Error($"jwks could not be fetched; Bearer {Key}"));
                return;
            case NeonFault.Cut:
                context.Abort();
                return;
        }

        var (status, answer) = Do(method, path, body);
        switch (fault)
        {
            case NeonFault.FailsAfterwards:
                await WriteAsync(context, 500, Error("internal server error"));
                return;
            case NeonFault.CutAfterwards:
                context.Abort();
                return;
            case NeonFault.Garbled:
                await WriteAsync(context, status, answer[..(answer.Length / 2)]);
                return;
            case NeonFault.AnotherAnswer:
                await WriteAsync(context, status, """{"branches":null,"jwks":null,"url":null}""");
                return;
            default:
                await WriteAsync(context, status, answer);
                return;
        }
    }

    private (int, string) Do(string method, string path, string body)
    {
        lock (_gate)
        {
            return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["api", "v2", "projects", Project, .. var rest] => Do(method, rest, body),
                _ => (404, Error("project not found")),
            };
        }
    }

    private (int, string) Do(string method, string[] rest, string body) => (method, rest) switch
    {
        ("GET", ["branches"]) => (200, $$$"""{"branches":[{"id":"{{{Other}}}","name":"preview","default":false,"primary":false},{"id":"{{{Main}}}","name":"main","default":true,"primary":true}],"annotations":{}}"""),
        (_, ["branches", not (Main or Other), ..]) => (404, Error("branch not found")),
        ("GET", ["branches", var branch, "endpoints"]) => (200, $$$"""{"endpoints":[{"id":"{{{(branch == Main ? "ep-main-1" : "ep-other-2")}}}","branch_id":"{{{branch}}}","type":"read_write"}]}"""),
        ("GET", ["branches", _, "databases", var name]) => name == Database ? (200, $$$"""{"database":{"name":"{{{name}}}","owner_name":"neondb_owner"}}""") : (404, Error("database not found")),
        ("GET", ["jwks"]) => (200, new JsonObject { ["jwks"] = new JsonArray([.. Providers.Select(provider => provider.DeepClone())]) }.ToJsonString()),
        ("POST", ["jwks"]) => Register(body),
        ("DELETE", ["jwks", var id]) => Providers.RemoveAll(provider => (string?)provider["id"] == id) == 1 ? (200, "{}") : (404, Error("jwks not found")),
        (_, ["branches", _, "data-api", var name]) when name != Database => (404, Error("database not found")),
        ("GET", ["branches", var branch, "data-api", _]) => DataApis.TryGetValue(branch, out var settings) ? (200, Describe(settings)) : (404, Error("data api not found")),
        ("POST", ["branches", var branch, "data-api", _]) => SwitchOnAsked(branch, body),
        ("PATCH", ["branches", var branch, "data-api", _]) => Change(branch, body),
        _ => (405, Error("method not allowed")),
    };

    private string Describe(JsonObject settings)
    {
        var answer = new JsonObject { ["url"] = "https://ep-main-1.apirest.us-east-1.aws.neon.tech/booking/rest/v1", ["status"] = "active", ["available_schemas"] = new JsonArray("auth", "public") };
        if (TellsSettings)
            answer["settings"] = settings.DeepClone();
        return answer.ToJsonString();
    }

    private (int, string) Register(string body)
    {
        if (Read(body, ["jwks_url", "provider_name", "branch_id", "jwt_audience", "role_names", "skip_role_creation"], out var asked) is { } wrong)
            return wrong;
        if ((string?)asked["jwks_url"] is not { } url || (string?)asked["provider_name"] is not { } name)
            return (400, Error("jwks_url and provider_name are required"));
        var branch = (string?)asked["branch_id"];
        if (branch is not (null or Main or Other))
            return (404, Error("branch not found"));
        if (Providers.Exists(provider => branch is null || provider["branch_id"] is null || (string?)provider["branch_id"] == branch))
            return (409, Error("only one provider can be configured at a time"));
        return (201, new JsonObject { ["jwks"] = Provide(name, url, branch, (string?)asked["jwt_audience"]).DeepClone(), ["operations"] = new JsonArray() }.ToJsonString());
    }

    private (int, string) SwitchOnAsked(string branch, string body)
    {
        if (Read(body, ["auth_provider", "jwks_url", "provider_name", "jwt_audience", "add_default_grants", "skip_auth_schema", "settings"], out var asked) is { } wrong)
            return wrong;
        if (DataApis.ContainsKey(branch))
            return (409, Error("data api already exists"));
        if ((bool?)asked["add_default_grants"] != false)
            return (400, Error("the test allows no default grants"));
        var settings = asked["settings"]?.DeepClone().AsObject() ?? [];
        if (settings.FirstOrDefault(setting => !Settings.Contains(setting.Key)) is { Key: { } unknown })
            return (400, Error($"unknown setting {unknown}"));
        if ((string?)asked["auth_provider"] == "external")
        {
            if ((string?)asked["jwks_url"] is not { } url)
                return (400, Error("jwks_url is required"));
            if (Providers.Exists(provider => provider["branch_id"] is null || (string?)provider["branch_id"] == branch))
                return (409, Error("only one provider can be configured at a time"));
            if (RegistersWhenSwitchedOn)
                Provide((string?)asked["provider_name"] ?? "other", url, branch, (string?)asked["jwt_audience"]);
        }

        DataApis[branch] = settings;
        return (201, """{"url":"https://ep-main-1.apirest.us-east-1.aws.neon.tech/booking/rest/v1"}""");
    }

    private (int, string) Change(string branch, string body)
    {
        if (Read(body, ["settings"], out var asked) is { } wrong)
            return wrong;
        if (!DataApis.ContainsKey(branch))
            return (404, Error("data api not found"));
        if (asked["settings"] is JsonObject settings)
        {
            if (settings["jwt_role_claim_key"] is null)
                return (400, Error("jwt_role_claim_key is required"));
            if (settings.FirstOrDefault(setting => !Settings.Contains(setting.Key)) is { Key: { } unknown })
                return (400, Error($"unknown setting {unknown}"));
            DataApis[branch] = settings.DeepClone().AsObject();      // replaced, not merged
        }

        return (201, "{}");
    }

    private static (int, string)? Read(string body, string[] known, out JsonObject asked)
    {
        asked = [];
        try
        {
            asked = JsonNode.Parse(body)!.AsObject();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (400, Error("malformed JSON"));
        }

        return asked.FirstOrDefault(member => !known.Contains(member.Key)) is { Key: { } unknown } ? (400, Error($"unknown member {unknown}")) : null;
    }

    private static string Error(string message) => new JsonObject { ["request_id"] = "req-1", ["code"] = "CODE", ["message"] = message }.ToJsonString();

    private static Task WriteAsync(HttpContext context, int status, string answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer, Encoding.UTF8);
    }
}
