namespace Booking.Api;

/// <summary>A slot that a guest can still take.</summary>
public readonly record struct SlotDto(DateTimeOffset StartTime, DateTimeOffset EndTime);

/// <summary>The free slots of one expert's event, for a calendar view.</summary>
public sealed record SlotsResponse(string ClerkUserId, Guid EventId, string TimeZone, IReadOnlyList<SlotDto> Slots)
{
    public static SlotsResponse None(string clerkUserId, Guid eventId, string timeZone) =>
        new(ClerkUserId: clerkUserId, EventId: eventId, TimeZone: timeZone, Slots: []);
}
