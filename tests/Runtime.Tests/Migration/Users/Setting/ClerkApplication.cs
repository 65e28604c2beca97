using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clerk2WorkOS.Migration.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

/// <summary>The team's application on a port of its own, with the endpoint for Clerk's webhooks; and Clerk, which signs as Svix does.</summary>
internal sealed class ClerkApplication : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string OtherSecret = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";

    private readonly WebApplication _application;
    private readonly HttpClient _client;
    private int _sent;

    private ClerkApplication(WebApplication application, HttpClient client) => (_application, _client) = (application, client);

    public static async Task<ClerkApplication> StartAsync(string target, Action<ClerkWebhookOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddClerkWebhooks(options =>
        {
            options.Secrets.Add(Secret);
            options.ConnectionString = target;
            options.CreateSchema = true;
            configure?.Invoke(options);
        });
        var application = builder.Build();
        application.MapClerkWebhooks("/webhooks/clerk");
        await application.StartAsync();
        return new(application, new HttpClient { BaseAddress = new Uri(application.Urls.Single()) });
    }

    /// <summary>Has Clerk send an event about a user.</summary>
    /// <param name="type"><c>user.updated</c>, say.</param>
    /// <param name="user">As <see cref="UserWorld.ClerkUser"/> gives it.</param>
    /// <param name="at">The minute at which it happened.</param>
    public Task<HttpStatusCode> SendUserAsync(string type, object user, int at)
    {
        var data = JsonSerializer.SerializeToNode(user)!.AsObject();
        data.Remove("organization_memberships");
        data["updated_at"] = Moment(at);
        return SendAsync(type, data, at);
    }

    public Task<HttpStatusCode> SendDeletionAsync(string id, int at, string kind = "user") => SendAsync($"{kind}.deleted", new JsonObject { ["id"] = id, ["object"] = kind, ["deleted"] = true }, at);

    public Task<HttpStatusCode> SendMembershipAsync(string type, string userId, string organizationId, string role, int at, string name = "Clinic") => SendAsync(
        $"organizationMembership.{type}",
        new JsonObject
        {
            ["id"] = $"orgmem_{userId}_{organizationId}",
            ["object"] = "organization_membership",
            ["role"] = role,
            ["organization"] = new JsonObject { ["id"] = organizationId, ["name"] = name, ["slug"] = organizationId },
            ["public_user_data"] = new JsonObject { ["user_id"] = userId, ["identifier"] = "somebody@example.com" },
            ["updated_at"] = Moment(at),
        },
        at);

    public Task<HttpStatusCode> SendOrganizationAsync(string type, string id, string name, int at) =>
        SendAsync($"organization.{type}", new JsonObject { ["id"] = id, ["name"] = name, ["slug"] = id, ["updated_at"] = Moment(at) }, at);

    public Task<HttpStatusCode> SendAsync(string type, JsonObject data, int at) =>
        PostAsync(new JsonObject { ["type"] = type, ["object"] = "event", ["data"] = data, ["timestamp"] = Moment(at), ["instance_id"] = "ins_1" }.ToJsonString());

    /// <summary>Posts a body that is signed now, under an id of its own unless one is given.</summary>
    public Task<HttpStatusCode> PostAsync(string body, string? id = null, DateTimeOffset? signedAt = null, string secret = Secret)
    {
        id ??= $"msg_{Interlocked.Increment(ref _sent)}";
        var time = (signedAt ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return PostRawAsync(body, id, time, Sign(id, time, body, secret));
    }

    /// <summary>Posts with these headers; null leaves one out.</summary>
    public async Task<HttpStatusCode> PostRawAsync(string body, string? id, string? time, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/clerk") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (id is not null)
            request.Headers.TryAddWithoutValidation("svix-id", id);
        if (time is not null)
            request.Headers.TryAddWithoutValidation("svix-timestamp", time);
        if (signatures.Length > 0)
            request.Headers.TryAddWithoutValidation("svix-signature", signatures);
        using var answer = await _client.SendAsync(request);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        return answer.StatusCode;
    }

    public static string Sign(string id, string time, string body, string secret = Secret) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));

    /// <summary>So many minutes after a moment of 2026, as Clerk writes it.</summary>
    public static long Moment(int minute) => DateTimeOffset.Parse("2026-11-01T00:00:00Z", CultureInfo.InvariantCulture).AddMinutes(minute).ToUnixTimeMilliseconds();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }
}
