using Booking.Api;
using Booking.Server.Actions;
using Booking.Server.Events;
using Booking.Server.Experts;

namespace Booking.Tests;

public class ExpertTests
{
    private static ExpertSummary Expert(string clerkUserId, string name = "Maria Luz", bool top = false) =>
        new(ClerkUserId: clerkUserId, Username: clerkUserId, DisplayName: name, Headline: null, IsTopExpert: top, LowestPriceInCents: 0);

    [Fact]
    public void Top_experts_come_first_then_names_then_ids()
    {
        ExpertSummary[] experts = [Expert("clerk_3"), Expert("clerk_2"), Expert("clerk_1", "Zoe", top: true)];
        Assert.Equal(["clerk_1", "clerk_2", "clerk_3"], experts.Order(ExpertSummary.TopFirst).Select(expert => expert.ClerkUserId));
    }

    [Fact]
    public async Task The_directory_asks_once_a_minute()
    {
        var source = new Source { Expert("clerk_1"), Expert("clerk_2") };
        var clock = new Given.Clock(Given.Now);
        IExpertDirectory directory = new CachedExpertDirectory(source, clock);

        Assert.Equal("clerk_1", (await directory.GetByClerkIdAsync("clerk_1"))?.ClerkUserId);
        Assert.Equal(2, (await directory.GetByClerkIdsAsync(["clerk_1", "clerk_2", "clerk_9"])).Count);
        Assert.Null(await directory.GetByClerkIdAsync(clerkId: "clerk_9"));
        Assert.Equal(["clerk_1", "clerk_2", "clerk_9"], source.Asked);

        clock.Time += TimeSpan.FromMinutes(2);
        await directory.GetByClerkIdAsync("clerk_1");
        ((CachedExpertDirectory)directory).Forget(clerkUserId: "clerk_1");
        await directory.GetByClerkIdAsync("clerk_1");
        Assert.Equal(5, source.Asked.Count);
    }

    [Theory]
    [InlineData("Primeira consulta", "primeira-consulta")]
    [InlineData("  Sessão (50 min.) ", "sessao-50-min")]
    [InlineData("???", "event")]
    public void Slugs_are_plain(string name, string slug) => Assert.Equal(slug, EventSlugs.Slug(name));

    [Fact]
    public void A_taken_slug_gets_a_number()
    {
        HashSet<string> taken = ["talk", "talk-2"];
        Assert.Equal("talk-3", EventSlugs.Free("talk", taken.Contains));
    }

    [Fact]
    public void Windows_of_a_day_may_touch_but_not_overlap()
    {
        AvailabilityInput morning = new(DayOfWeek.Monday, new(9, 0), new(12, 0)), noon = new(DayOfWeek.Monday, new(12, 0), new(14, 0));
        Assert.Null(ScheduleActions.Overlapping([noon, morning]));
        Assert.Equal(DayOfWeek.Monday, ScheduleActions.Overlapping([morning, noon with { Start = new(11, 30) }]));
    }

    [Fact]
    public void Days_off_in_a_row_are_one_range()
    {
        DateOnly day = new(2025, 12, 24);
        var rows = new[] { 0, 1, 2, 5 }.Select(i => new BlockedDatesTable { ClerkUserId = Given.Expert, Date = day.AddDays(i) })
            .Append(new BlockedDatesTable { ClerkUserId = Given.OtherExpert, Date = day.AddDays(3) });
        Assert.Equal([(day, day.AddDays(2)), (day.AddDays(5), day.AddDays(5))], BlockedDatesActions.Ranges(rows, clerkUserId: Given.Expert));
    }

    [Fact]
    public void The_set_up_asks_for_what_is_missing()
    {
        var completed = SetupChecklist.Completed(new SetupFacts(HasProfile: true, Windows: 0, ActiveEvents: 2, IsVerified: false, PayoutsEnabled: true));
        Assert.Equal(SetupStep.Profile | SetupStep.Events | SetupStep.Payment, completed);
        Assert.Equal(SetupStep.Availability, SetupChecklist.Next(completed));
        Assert.Equal(SetupStep.None, SetupChecklist.Next(SetupStep.All));
    }

    private sealed class Source : List<ExpertSummary>, IExpertDirectory
    {
        public List<string> Asked { get; } = [];

        public Task<ExpertSummary?> GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken = default)
        {
            Asked.Add(clerkId);
            return Task.FromResult(Find(expert => expert.ClerkUserId == clerkId));
        }

        public Task<IReadOnlyList<ExpertSummary>> GetByClerkIdsAsync(IReadOnlyCollection<string> clerkIds, CancellationToken cancellationToken = default)
        {
            Asked.AddRange(clerkIds);
            return Task.FromResult<IReadOnlyList<ExpertSummary>>(FindAll(expert => clerkIds.Contains(expert.ClerkUserId)));
        }
    }
}
