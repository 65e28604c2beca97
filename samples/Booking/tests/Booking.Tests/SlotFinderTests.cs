using Booking.Server.Scheduling;

namespace Booking.Tests;

public class SlotFinderTests
{
    private static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");
    private static readonly HashSet<DateOnly> NoDaysOff = [];
    private static readonly DateOnly Tuesday = new(2025, 9, 2);
    private static readonly SlotRules Hourly = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromMinutes(5));

    private static WeeklyWindow Window(DayOfWeek day, int from, int to) => new(day, new TimeOnly(from, 0), new TimeOnly(to % 24, 0));

    [Fact]
    public void Offers_whole_slots_in_the_experts_own_time()
    {
        var slots = new SlotFinder(Hourly, Lisbon).Find(Tuesday, Tuesday, [Window(DayOfWeek.Tuesday, 9, 12)], NoDaysOff, [], Given.Now);
        Assert.Equal([8, 9, 10], slots.Select(slot => slot.Start.UtcDateTime.Hour));
    }

    [Fact]
    public void Leaves_out_days_off()
    {
        var slots = new SlotFinder(Hourly, Lisbon).Find(Tuesday, Tuesday, [Window(DayOfWeek.Tuesday, 9, 12)], new HashSet<DateOnly> { Tuesday }, [], Given.Now);
        Assert.Empty(slots);
    }

    [Fact]
    public void Keeps_a_buffer_around_what_is_taken()
    {
        var taken = new Slot(new(2025, 9, 2, 9, 0, 0, TimeSpan.Zero), new(2025, 9, 2, 9, 58, 0, TimeSpan.Zero));
        var slots = new SlotFinder(Hourly, Lisbon).Find(Tuesday, Tuesday, [Window(DayOfWeek.Tuesday, 9, 13)], NoDaysOff, [taken], Given.Now);
        Assert.Equal([11], slots.Select(slot => slot.Start.UtcDateTime.Hour));
    }

    [Fact]
    public void Asks_for_notice()
    {
        var monday = new DateOnly(2025, 9, 1);
        var slots = new SlotFinder(Hourly, TimeZoneInfo.Utc).Find(monday, monday, [Window(DayOfWeek.Monday, 8, 12)], NoDaysOff, [], Given.Now.AddMinutes(10));
        Assert.Equal([11], slots.Select(slot => slot.Start.UtcDateTime.Hour));
    }

    [Fact]
    public void Joins_windows_that_touch_and_reads_midnight_as_the_end_of_the_day()
    {
        var rules = Hourly with { Duration = TimeSpan.FromHours(2), Step = TimeSpan.FromHours(2) };
        var slots = new SlotFinder(rules, TimeZoneInfo.Utc)
            .Find(Tuesday, Tuesday, [Window(DayOfWeek.Tuesday, 21, 24), Window(DayOfWeek.Tuesday, 20, 21)], NoDaysOff, [], Given.Now)
            .ToList();
        Assert.Equal([20, 22], slots.Select(slot => slot.Start.Hour));
        Assert.Equal(Tuesday.AddDays(1), DateOnly.FromDateTime(slots[^1].End.DateTime));
    }

    [Fact]
    public void The_hour_that_the_clocks_skip_is_not_offered_twice()
    {
        var sunday = new DateOnly(2025, 3, 30);
        var longAgo = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var slots = new SlotFinder(Hourly, Lisbon).Find(sunday, sunday, [Window(DayOfWeek.Sunday, 0, 4)], NoDaysOff, [], longAgo).ToList();
        Assert.Equal(3, slots.Count);
        Assert.Equal(slots.Count, slots.Distinct().Count());
    }
}
