using Booking.Lib.Utils.Server;
using Booking.Lib.Utils.Server.AuditWorkos;
using Booking.Server.Security;

namespace Booking.Tests;

public class AuditTests
{
    private readonly Store _store = new();

    public AuditTests() => AuditStores.Use(_store);

    [Fact]
    public async Task Takes_who_and_where_from_the_context()
    {
        var orgId = Guid.NewGuid();
        using (AuditContext.Begin(new AuditContext("clerk_001", orgId, "203.0.113.7", "Mozilla/5.0")))
            await AuditLogger.LogAuditEvent("EVENT_CREATED", "event", "1", new { Name = "First talk" });

        var entry = Assert.Single(_store.Entries);
        Assert.Equal(("clerk_001", orgId, "203.0.113.7"), (entry.ActorId, entry.OrgId, entry.IpAddress));
        Assert.Equal("""{"name":"First talk"}""", entry.Changes);
    }

    [Fact]
    public async Task Outside_of_a_request_the_system_acts()
    {
        await new AuditTrail(_store).LogAuditEvent("CLEANED_UP", "slot_reservation", "*");
        Assert.Equal((null, null, null), (_store.Entries[0].ActorId, _store.Entries[0].OrgId, _store.Entries[0].Changes));
    }

    [Fact]
    public async Task Two_requests_at_once_do_not_mix()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using (AuditContext.Begin(new AuditContext($"clerk_{i}", null, null, null)))
            {
                await Task.Yield();
                await AuditLogger.LogAuditEventAsync("SEEN", "session", $"clerk_{i}");
            }
        }));
        Assert.Equal(20, _store.Entries.Count);
        Assert.All(_store.Entries, entry => Assert.Equal(entry.ResourceId, entry.ActorId));
        Assert.Same(AuditContext.System, AuditContext.Current);
    }

    [Fact]
    public async Task A_sign_in_is_logged_for_the_user_of_the_request()
    {
        using (AuditContext.Begin(new AuditContext("clerk_001", null, "203.0.113.7", "curl/8")))
            await new AccessLog(new ReadThrottle()).SignedInAsync(clerkUserId: "clerk_001", "203.0.113.7", "curl/8");
        var entry = Assert.Single(_store.Entries);
        Assert.Equal(("SIGNED_IN", "clerk_001", "curl/8"), (entry.Action, entry.ActorId, entry.UserAgent));
        Assert.Contains("script", entry.Changes);
    }

    [Fact]
    public async Task A_refused_sign_in_counts_against_its_address()
    {
        var throttle = new ReadThrottle();
        await new AccessLog(throttle).SignInRefusedAsync(clerkUserId: "clerk_001", "203.0.113.7", "no second factor");
        var entry = Assert.Single(_store.Entries);
        Assert.Equal(("SIGN_IN_REFUSED", "clerk_001", "203.0.113.7"), (entry.Action, entry.ActorId, entry.IpAddress));
        Assert.Equal(1, throttle.ReadsFrom("203.0.113.7"));
        Assert.Empty(throttle.Above(1));
    }

    [Fact]
    public async Task A_replay_reaches_the_store()
    {
        Assert.Equal(1, await new AuditReplay().RunAsync([new MissedAction("clerk_001", "EVENT_CREATED", "event", "1", Given.Now)]));
        Assert.Equal("clerk_001", Assert.Single(_store.Entries).ActorId);
    }

    [Fact]
    public async Task What_was_missed_is_written_in_order()
    {
        var written = new List<string>();
        var replay = new AuditReplay((who, action, _, _, _, _, _, _) =>
        {
            written.Add($"{who} {action}");
            return Task.CompletedTask;
        });
        var count = await replay.RunAsync(
        [
            new MissedAction(ClerkUserId: "clerk_002", "SECOND", "event", "2", Given.Now.AddMinutes(1)),
            new MissedAction(ClerkUserId: "clerk_001", "FIRST", "event", "1", Given.Now),
        ]);
        Assert.Equal(2, count);
        Assert.Equal(["clerk_001 FIRST", "clerk_002 SECOND"], written);
    }

    private sealed class Store : IAuditStore
    {
        public List<AuditEntry> Entries { get; } = [];

        public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default)
        {
            lock (Entries)
                Entries.Add(entry);
            return Task.CompletedTask;
        }
    }
}
