using Booking.Drizzle.Schema;
using Booking.Drizzle.SchemaWorkos;
using BlockedDates = Booking.Drizzle.SchemaWorkos.BlockedDatesTable;
using LegacyBlockedDates = Booking.Drizzle.Schema.BlockedDatesTable;

namespace Booking.DataMigration;

/// <summary>What experts offer, and when.</summary>
public static class Offers
{
    public static EventsTable? ToWorkos(this EventTable row, IdMap map) => map.Find(row.ClerkUserId) is not { } user ? null : new EventsTable
    {
        Id = row.Id,
        OrgId = user.OrgId,
        WorkosUserId = user.WorkosUserId,
        Name = row.Name,
        Slug = row.Slug,
        Description = row.Description,
        DurationInMinutes = row.DurationInMinutes,
        PriceInCents = row.PriceInCents,
        Currency = row.Currency,
        IsActive = row.IsActive,
        Order = row.Order,
        StripePriceId = row.StripePriceId,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    /// <summary>A schedule goes over together with its windows.</summary>
    public static SchedulesTable? ToWorkos(this ScheduleTable row, IdMap map)
    {
        if (map.Find(row.ClerkUserId) is not { } user)
            return null;
        var windows = from ScheduleAvailabilityTable window in row.Availabilities
                      select new ScheduleAvailabilitiesTable
                      {
                          Id = window.Id,
                          OrgId = user.OrgId,
                          ScheduleId = row.Id,
                          DayOfWeek = window.DayOfWeek,
                          StartTime = window.StartTime,
                          EndTime = window.EndTime,
                      };
        return new SchedulesTable
        {
            Id = row.Id,
            OrgId = user.OrgId,
            WorkosUserId = user.WorkosUserId,
            TimeZone = row.TimeZone,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            Availabilities = [.. windows],
        };
    }

    public static BlockedDates? ToWorkos(this LegacyBlockedDates row, IdMap map) => map.Find(row.ClerkUserId) is not { } user ? null : new BlockedDates
    {
        Id = row.Id,
        OrgId = user.OrgId,
        WorkosUserId = user.WorkosUserId,
        Date = row.Date,
        TimeZone = row.TimeZone,
        Reason = row.Reason,
    };
}
