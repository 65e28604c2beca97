using System.Collections.Immutable;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>The plan's table types, singular to plural.</summary>
public static class TableNames
{
    /// <summary>The eleven tables; one has the same name on both sides.</summary>
    public static ImmutableDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["EventTable"] = "EventsTable",
        ["ScheduleTable"] = "SchedulesTable",
        ["ScheduleAvailabilityTable"] = "ScheduleAvailabilitiesTable",
        ["MeetingTable"] = "MeetingsTable",
        ["CategoryTable"] = "CategoriesTable",
        ["ProfileTable"] = "ProfilesTable",
        ["RecordTable"] = "RecordsTable",
        ["UserTable"] = "UsersTable",
        ["SlotReservationTable"] = "SlotReservationsTable",
        ["PaymentTransferTable"] = "PaymentTransfersTable",
        ["BlockedDatesTable"] = "BlockedDatesTable",
    }.ToImmutableDictionary();
}
