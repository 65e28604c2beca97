using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Clerk2WorkOS.BookingSeed;

namespace Clerk2WorkOS.Story;

/// <summary>Where the story comes from: the application of the Clerk days on its legacy database, with the routes that the new one has, too.</summary>
[Collection(nameof(Setting.Story))]
public sealed class ClerkDays(Setting.Story story)
{
    private const string Application = "https://book.example.com";

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task The_application_books_takes_payments_and_knows_clerks_tokens()
    {
        var legacy = await story.World.CreateDatabaseAsync();
        var platform = await SeededPlatform.CreateAsync(new SeedOptions(legacy, Users: 60, Rows: 400, Seed: 2, DateOnly.FromDateTime(DateTime.UtcNow)));
        await using var clerk = await ClerkIssuer.StartAsync();
        await using var application = await StartedApplication.StartAsync(Path.Combine(Repository.Root, "samples", "BookingBefore"), Configuration, _ => new()
        {
            ["ConnectionStrings__Booking"] = legacy,
            ["Clerk__Authority"] = clerk.Authority,
            ["Clerk__AuthorizedParty"] = Application,
            ["STRIPE_WEBHOOK_SECRET"] = StoryWorld.StripeSecret,
        });
        using var http = new HttpClient { BaseAddress = application.Address };
        var expert = platform.Experts[1];

        Assert.Contains($"{expert.FirstName} {expert.LastName}", WebUtility.HtmlDecode(await http.GetStringAsync($"/{expert.Username}")));
        var booked = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            http.PostAsJsonAsync("/bookings", new { key = $"before-{number}", expert = 1, guestEmail = $"guest{number}@example.com", guestName = "Gil" })));
        Assert.All(booked, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal("12 12", await StoryWorld.AskAsync(legacy, "SELECT count(*) || ' ' || count(DISTINCT start_time) FROM meetings WHERE guest_notes LIKE 'before-%'"));
        Assert.True((await http.GetFromJsonAsync<DateTimeOffset[]>("/experts/1/meetings"))!.Length >= 12);

        var session = new
        {
            id = "cs_1",
            payment_intent = "pi_1",
            amount_total = 6000,
            metadata = new Dictionary<string, string>
            {
                ["clerk_user_id"] = expert.ClerkId,
                ["event_id"] = await StoryWorld.AskAsync(legacy, $"SELECT id FROM events WHERE clerk_user_id = '{expert.ClerkId}' AND slug = 'consultation'"),
                ["start_time"] = $"{DateTime.UtcNow.Date.AddDays(40):yyyy-MM-dd}T09:00:00Z",
                ["guest_email"] = "paula@example.com",
                ["guest_name"] = "Paula",
            },
        };
        Assert.Equal(HttpStatusCode.BadRequest, await StripeEvents.SendAsync(application.Address, "checkout.session.completed", session, "whsec_somebody"));
        Assert.Equal(HttpStatusCode.OK, await StripeEvents.SendAsync(application.Address, "checkout.session.completed", session, StoryWorld.StripeSecret));
        Assert.Equal("2", await StoryWorld.AskAsync(legacy, "SELECT payment_status FROM meetings WHERE stripe_session_id = 'cs_1'"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/me")).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", clerk.Sign(expert.ClerkId, "https://other.example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/me")).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", clerk.Sign(expert.ClerkId, Application));
        Assert.Contains(expert.ClerkId, await http.GetStringAsync("/api/me"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_platform()
    {
        var pictures = new List<string>();
        foreach (var seed in new[] { 5, 5, 6 })
        {
            var database = await story.World.CreateDatabaseAsync();
            var csv = Path.Combine(story.World.Root, $"{pictures.Count}.csv");
            await SeededPlatform.CreateAsync(new SeedOptions(database, Users: 40, Rows: 300, seed, new DateOnly(2026, 3, 1)) { ClerkCsv = csv });
            pictures.Add(await StoryWorld.AskAsync(database, "SELECT md5(string_agg(m::text, '' ORDER BY id)) FROM meetings m") + await File.ReadAllTextAsync(csv));
        }

        Assert.Equal(pictures[0], pictures[1]);
        Assert.NotEqual(pictures[0], pictures[2]);
    }
}
