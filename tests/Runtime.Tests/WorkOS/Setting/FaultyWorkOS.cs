using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;

/// <summary>A request that came.</summary>
public sealed record ReceivedRequest(string Method, string Target, string Body, DateTime At, IReadOnlyDictionary<string, string> Headers);

/// <summary>A WorkOS on a real socket, as small as it can be: it keeps what is created, refuses what is there, and goes wrong when told to.</summary>
public sealed class FaultyWorkOS : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ServerFault>> _faults = new();
    private readonly object _gate = new();
    private int _nextId;

    private FaultyWorkOS()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Everything that came, in order.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>What was written, by collection: <c>users</c>, <c>organizations</c>, <c>organization_memberships</c>, <c>invitations</c>, <c>auth_factors</c>.</summary>
    public Dictionary<string, List<JsonObject>> Written { get; } = [];

    /// <summary>Answers in place of all else, when it says that it did.</summary>
    public Func<HttpContext, string, Task<bool>>? Instead { get; set; }

    public static async Task<FaultyWorkOS> StartAsync()
    {
        var server = new FaultyWorkOS();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The next requests of this method to the collection go wrong, one after the other.</summary>
    public FaultyWorkOS Faults(string method, string collection, params ServerFault[] faults)
    {
        var queue = _faults.GetOrAdd($"{method} {collection}", _ => new ConcurrentQueue<ServerFault>());
        foreach (var fault in faults)
            queue.Enqueue(fault);
        return this;
    }

    public IReadOnlyList<ReceivedRequest> Of(string method, string path) =>
        [.. Requests.Where(request => request.Method == method && request.Target.Split('?')[0] == path)];

    public List<JsonObject> In(string collection)
    {
        lock (_gate)
            return [.. Written.GetValueOrDefault(collection) ?? []];
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue(new ReceivedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            body,
            DateTime.UtcNow,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Instead is { } instead && await instead(context, body))
            return;

        var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments[0] is "user_management" or "authorization" or "auth")
            segments = segments[1..];
        var collection = segments is [_, _, "auth_factors"] or ["factors", _] ? "auth_factors" : segments[0];
        ServerFault? fault = _faults.TryGetValue($"{context.Request.Method} {collection}", out var queue) && queue.TryDequeue(out var next) ? next : null;
        switch (fault)
        {
            case ServerFault.FailsBefore:
                await AnswerAsync(context, 500, """{"message":"Internal Server Error"}""");
                return;
            case ServerFault.UnavailableBefore:
                await AnswerAsync(context, 503, "");
                return;
            case ServerFault.BadGatewayBefore:
                await AnswerAsync(context, 502, "<html>Bad gateway</html>", "text/html");
                return;
            case ServerFault.LimitedBefore:
                await AnswerAsync(context, 429, """{"message":"Too many requests"}""");
                return;
            case ServerFault.HangsBefore:
                await HangAsync(context);
                return;
            case ServerFault.DropsBefore:
                context.Abort();
                return;
        }

        var (status, answer) = Do(context, collection, segments, body);
        switch (fault)
        {
            case ServerFault.FailsAfter:
                await AnswerAsync(context, 500, """{"message":"Internal Server Error"}""");
                return;
            case ServerFault.UnavailableAfter:
                await AnswerAsync(context, 503, "");
                return;
            case ServerFault.HangsAfter:
                await HangAsync(context);
                return;
            case ServerFault.DropsAfter:
                context.Abort();
                return;
            case ServerFault.DropsInAnswer or ServerFault.StallsInAnswer:
                var bytes = Encoding.UTF8.GetBytes(answer);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
                await context.Response.Body.FlushAsync();
                if (fault == ServerFault.StallsInAnswer)
                    await HangAsync(context);
                context.Abort();
                return;
            case ServerFault.AnswersPage:
                await AnswerAsync(context, 200, "<html>Sign in to the network</html>", "text/html");
                return;
            case ServerFault.AnswersOtherJson:
                await AnswerAsync(context, 200, """{"hello":["world"]}""");
                return;
            default:
                await AnswerAsync(context, status, answer);
                return;
        }
    }

    private (int Status, string Answer) Do(HttpContext context, string collection, string[] segments, string body)
    {
        lock (_gate)
        {
            if (!Written.TryGetValue(collection, out var objects))
                Written[collection] = objects = [];
            var query = context.Request.Query;
            switch (context.Request.Method)
            {
                case "GET" when segments is [_, "external_id", var externalId]:
                    return Answer(objects.Find(found => (string?)found["external_id"] == externalId));
                case "GET" when segments is [_, var id]:
                    return Answer(objects.Find(found => (string?)found["id"] == id || (string?)found["slug"] == id));
                case "GET":
                    var data = objects.Where(found =>
                        Matches(found, "email", query["email"])
                        && Matches(found, "user_id", query["user_id"])
                        && Matches(found, "organization_id", query["organization_id"])
                        && ((string?)query["statuses"] ?? "active").Split(',').Contains((string?)found["status"] ?? "active"));
                    var list = new JsonObject
                    {
                        ["object"] = "list",
                        ["data"] = new JsonArray([.. data.Select(found => found.DeepClone())]),
                        ["list_metadata"] = new JsonObject { ["before"] = null, ["after"] = null },
                    };
                    return (200, list.ToJsonString());
                case "DELETE":
                    return objects.RemoveAll(found => (string?)found["id"] == segments[1]) == 1 ? (204, "") : Answer(null);
                case "POST" when segments is [_, var id, "revoke"]:
                    var invitation = objects.Find(found => (string?)found["id"] == id);
                    if (invitation is not null && (string?)invitation["state"] != "pending")
                        return (400, """{"code":"invite_not_pending","message":"Invite is not pending."}""");
                    invitation?["state"] = "revoked";
                    return Answer(invitation);
                case "PUT":
                    var changed = objects.Find(found => (string?)found["id"] == segments[1]);
                    foreach (var (name, value) in segments.Length == 2 && changed is not null ? JsonNode.Parse(body)!.AsObject() : [])
                        changed![name] = value?.DeepClone();
                    if (segments.Length == 3 && changed is not null)
                        changed["status"] = segments[2] == "deactivate" ? "inactive" : "active";
                    return Answer(changed);
                default:
                    return Create(collection, segments, objects, JsonNode.Parse(body)!.AsObject());
            }
        }
    }

    private (int Status, string Answer) Create(string collection, string[] segments, List<JsonObject> objects, JsonObject body)
    {
        bool Taken(params string[] names) => objects.Exists(found => names.All(name => body[name] is not null
            && string.Equals((string?)found[name], (string?)body[name], StringComparison.OrdinalIgnoreCase)));

        switch (collection)
        {
            case "users" when Taken("email"):
                return (400, """
                    {"code":"user_creation_error","message":"Validation failed.","errors":[{"code":"email_not_available","field":"email","message":"This email is not available."}]}
                    """);
            case "users" or "organizations" when Taken("external_id"):
                return (400, """{"code":"external_id_already_used","message":"The external ID is already used."}""");
            case "organization_memberships" when Taken("user_id", "organization_id"):
                return (422, """{"code":"some_code_that_nobody_documented","message":"The user is a member."}""");
            case "invitations" when objects.Exists(found => (string?)found["state"] == "pending" && (string?)found["email"] == (string?)body["email"]):
                return (400, """{"code":"email_already_invited","message":"The email is invited already."}""");
        }

        body["id"] = $"{collection}_{Interlocked.Increment(ref _nextId)}";
        body["created_at"] = "2026-11-28T12:00:00.000Z";
        body["updated_at"] = "2026-11-28T12:00:00.000Z";
        body["expires_at"] = "2026-12-05T12:00:00.000Z";
        if (collection == "organization_memberships")
        {
            body["status"] = "active";
            body["role"] = new JsonObject { ["slug"] = (string?)body["role_slug"] };
        }

        if (collection == "invitations")
        {
            body["state"] = "pending";
            body["token"] = "token-of-the-invitation";
            body["accept_invitation_url"] = "https://app.example/invite?token-of-the-invitation";
        }

        if (collection == "auth_factors")
        {
            body["user_id"] = segments[1];
            body["totp"] = new JsonObject
            {
                ["issuer"] = (string?)body["totp_issuer"],
                ["user"] = (string?)body["totp_user"],
                ["secret"] = (string?)body["totp_secret"] ?? "MADEBYWORKOS",
                ["uri"] = $"otpauth://totp/?secret={(string?)body["totp_secret"] ?? "MADEBYWORKOS"}",
                ["qr_code"] = "data:image/png;base64,AAAA",
            };
        }

        if (collection == "magic_auth")
            body["code"] = "code-that-was-mailed";
        objects.Add(body);
        return (201, collection == "auth_factors" ? new JsonObject { ["authentication_factor"] = body.DeepClone() }.ToJsonString() : body.ToJsonString());
    }

    private static bool Matches(JsonObject found, string name, string? wanted) =>
        wanted is null || string.Equals((string?)found[name], wanted, StringComparison.OrdinalIgnoreCase);

    private static (int Status, string Answer) Answer(JsonObject? found) =>
        found is null ? (404, """{"message":"Not found."}""") : (200, found.ToJsonString());

    private static async Task AnswerAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Request-ID"] = "req_of_the_test";
        if (status == 204)
            return;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    /// <summary>Until the client gives up.</summary>
    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult))
            await gone.Task;
    }
}
