namespace Booking.Server.Scheduling;

/// <summary>A stretch of time, its end excluded.</summary>
public readonly record struct Slot(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Overlaps(Slot other) => Start < other.End && other.Start < End;

    public TimeSpan Duration => End - Start;
}

/// <summary>A stretch of a weekday in the expert's own time. An end of midnight is the end of the day.</summary>
public readonly record struct WeeklyWindow(DayOfWeek Day, TimeOnly Start, TimeOnly End)
{
    public Slot On(DateOnly date, TimeZoneInfo zone) => new(
        TimeZones.ToInstant(date, Start, zone),
        End == TimeOnly.MinValue ? TimeZones.ToInstant(date.AddDays(1), End, zone) : TimeZones.ToInstant(date, End, zone));
}
