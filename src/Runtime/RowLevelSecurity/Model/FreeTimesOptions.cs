namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The names behind <c>free_time_ranges(event, from, until)</c>: a function that reads what visitors may not see and returns time ranges alone.</summary>
public sealed record FreeTimesOptions
{
    /// <summary>What is booked.</summary>
    public string Events { get; init; } = "events";

    /// <summary>When the expert works; one row per person.</summary>
    public string Schedules { get; init; } = "schedules";

    /// <summary>The hours of a schedule.</summary>
    public string Availabilities { get; init; } = "schedule_availabilities";

    /// <summary>What is booked already.</summary>
    public string Meetings { get; init; } = "meetings";

    /// <summary>What is being booked; left out where there is no such table.</summary>
    public string Reservations { get; init; } = "slot_reservations";

    /// <summary>Days off; left out where there is no such table.</summary>
    public string BlockedDates { get; init; } = "blocked_dates";

    /// <summary>In all of those but the availabilities: the expert's WorkOS user id.</summary>
    public string ExpertId { get; init; } = "workos_user_id";

    /// <summary>
    /// Which meetings take time, a condition in SQL on their columns. Null: all but those whose <c>status</c> is <c>cancelled</c> or <c>canceled</c>, where it is a text or an enum,
    /// and all where it is not.
    /// </summary>
    public string? MeetingsWhere { get; init; }

    /// <summary>The longest span that is answered at once, in days; a longer one is cut.</summary>
    public int MostDays { get; init; } = 62;
}
