using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Events;

/// <summary>What happened is told, by <c>GET /events</c> and by webhooks.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Every_change_is_an_event_in_order()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        await workos.PutAsync($"/user_management/users/{user}", new { first_name = "Ada" });
        var organization = await workos.CreateOrganizationAsync();
        var membership = await workos.CreateMembershipAsync(user, organization);
        await workos.PutAsync($"/user_management/organization_memberships/{membership}", new { role_slug = "admin" });
        workos.SignIn(user, organization);
        await workos.DeleteAsync($"/organizations/{organization}");
        await workos.DeleteAsync($"/user_management/users/{user}");

        Assert.Equal(
            [
                "user.created", "user.updated", "organization.created", "organization_membership.created", "organization_membership.updated",
                "session.created", "organization_membership.deleted", "organization.deleted", "user.deleted",
            ],
            workos.Events.Select(stored => stored.Name));
    }

    [Fact]
    public async Task The_list_needs_names_and_goes_by_cursor()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        for (var i = 0; i < 3; i++)
            await workos.CreateUserAsync($"user{i}@example.com");
        await workos.CreateOrganizationAsync();

        Assert.Equal(422, (await workos.GetAsync("/events")).Status);
        var first = await workos.GetAsync("/events?events[]=user.created&order=asc&limit=2");
        var second = await workos.GetAsync($"/events?events[]=user.created&order=asc&limit=2&after={first.After}");
        Assert.Equal(workos.Events.Take(3).Select(stored => stored.Id), first.Ids.Concat(second.Ids));
        Assert.Equal("user0@example.com", first["data"][0].GetProperty("data").GetProperty("email").GetString());
        Assert.Equal(4, (await workos.GetAsync("/events?events=user.created&events=organization.created")).Ids.Count);
        Assert.Empty((await workos.GetAsync("/events?events=user.created&range_end=2020-01-01T00:00:00Z")).Ids);
        Assert.Equal(422, (await workos.GetAsync("/events?events=user.created&range_start=yesterday")).Status);
    }

    [Fact]
    public async Task Old_events_go_first()
    {
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { EventHistory = 2 });
        for (var i = 0; i < 5; i++)
            await workos.CreateUserAsync($"user{i}@example.com");
        Assert.Equal(["user3@example.com", "user4@example.com"], workos.Events.Select(Email));
        static string? Email(StoredEvent stored) => JsonDocument.Parse(stored.ToJson()).RootElement.GetProperty("data").GetProperty("email").GetString();
    }

    [Fact]
    public async Task A_webhook_is_signed_and_tried_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var workos = await WorkOSStandIn.StartAsync();
        var endpoint = workos.Webhooks.Add(receiver.Url, "secret", ["user.created"]);
        receiver.Refuse(1);
        await workos.CreateOrganizationAsync();
        await workos.CreateUserAsync();
        await workos.Webhooks.DeliveredAsync();

        Assert.Equal([500, 200], workos.Webhooks.Deliveries.Select(delivery => delivery.Status));
        Assert.All(workos.Webhooks.Deliveries, delivery => Assert.Equal(("user.created", endpoint), (delivery.EventName, delivery.Endpoint)));
        var (signature, body) = receiver.Received[^1];
        var time = signature.Split(',')[0]["t=".Length..];
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal($"t={time}, v1={Hmac("secret", $"{time}.{body}")}", signature);
        Assert.Equal(workos.Users[0].Id, JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_endpoint_can_be_added_and_removed_over_the_api()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var workos = await WorkOSStandIn.StartAsync();
        var body = new { endpoint_url = receiver.Url, events = new[] { "user.created" } };
        var created = await workos.PostAsync("/webhook_endpoints", body);
        Assert.Equal(201, created.Status);
        Assert.Equal((409, "duplicate_endpoint"), ((await workos.PostAsync("/webhook_endpoints", body)) is var again ? (again.Status, again.Code) : default));
        Assert.Equal("invalid_url", (await workos.PostAsync("/webhook_endpoints", new { endpoint_url = "ftp://x", events = Array.Empty<string>() })).Code);
        Assert.Equal([created.Id], (await workos.GetAsync("/webhook_endpoints")).Ids);
        Assert.Equal(204, (await workos.DeleteAsync($"/webhook_endpoints/{created.Id}")).Status);
        await workos.CreateUserAsync();
        await workos.Webhooks.DeliveredAsync();
        Assert.Empty(receiver.Received);
    }

    private static string Hmac(string secret, string text) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    /// <summary>An application that webhooks are posted to.</summary>
    private sealed class Receiver(HttpListener listener, Uri url) : IAsyncDisposable
    {
        private int _refusals;
        private Task _serving = Task.CompletedTask;

        public Uri Url { get; } = url;

        public List<(string Signature, string Body)> Received { get; } = [];

        public static Task<Receiver> StartAsync()
        {
            for (var port = Random.Shared.Next(20_000, 30_000); ; port++)
            {
                var listener = new HttpListener();
                listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                try
                {
                    listener.Start();
                }
                catch (HttpListenerException)
                {
                    continue;       // taken: the next one
                }

                var receiver = new Receiver(listener, new Uri($"http://127.0.0.1:{port}/webhooks"));
                receiver._serving = receiver.ServeAsync();
                return Task.FromResult(receiver);
            }
        }

        public void Refuse(int times) => _refusals = times;

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await _serving;
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var reader = new StreamReader(context.Request.InputStream);
                Received.Add((context.Request.Headers["WorkOS-Signature"]!, await reader.ReadToEndAsync()));
                context.Response.StatusCode = Interlocked.Decrement(ref _refusals) >= 0 ? 500 : 200;
                context.Response.Close();
            }
        }
    }
}
