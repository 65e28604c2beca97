using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Events;
using Booking.Server.Payments;
using Booking.Server.Queries;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Booking.Server.Actions;

/// <summary>What an expert fills in about an event.</summary>
public sealed record EventInput(string Name, string? Description, int DurationInMinutes, int PriceInCents, bool IsActive = true);

public sealed class EventActions(Db db, ICurrentUser currentUser, EventSlugs slugs, ILogger<EventActions> logger)
{
    private string ClerkUserId => currentUser.ClerkUserId ?? throw new UnauthorizedAccessException("Sign in first.");

    public async Task<Outcome<EventDto>> CreateAsync(EventInput input)
    {
        if (Problem(input) is { } problem)
            return Outcome<EventDto>.Fail(problem);

        var row = new EventTable
        {
            Id = Guid.CreateVersion7(),
            ClerkUserId = ClerkUserId,
            Name = input.Name.Trim(),
            Slug = await slugs.FreeSlugAsync(clerkUserId: ClerkUserId, input.Name),
            Description = input.Description,
            DurationInMinutes = input.DurationInMinutes,
            PriceInCents = input.PriceInCents,
            IsActive = input.IsActive,
            Order = await db.EventTable.OwnedBy(ClerkUserId).CountAsync(),
        };
        db.EventTable.Add(row);
        await db.SaveChangesAsync();
        await Audit("EVENT_CREATED", row.Id, null, input);
        return ToDto(row);
    }

    public async Task<Outcome<EventDto>> UpdateAsync(Guid eventId, EventInput input)
    {
        if (Problem(input) is { } problem)
            return Outcome<EventDto>.Fail(problem);
        var row = await db.EventTable.OwnedBy(ClerkUserId).SingleOrDefaultAsync(e => e.Id == eventId);
        if (row is null)
        {
            logger.LogWarning("{ClerkUserId} wants to change event {EventId} of somebody else", ClerkUserId, eventId);
            return Outcome<EventDto>.Fail("This is not your event.");
        }

        var before = new EventInput(row.Name, row.Description, row.DurationInMinutes, row.PriceInCents, row.IsActive);
        row.Name = input.Name.Trim();
        row.Description = input.Description;
        row.DurationInMinutes = input.DurationInMinutes;
        // A Stripe price is immutable: another amount needs another price.
        if (row.PriceInCents != input.PriceInCents)
            (row.PriceInCents, row.StripePriceId) = (input.PriceInCents, null);
        row.IsActive = input.IsActive;
        await db.SaveChangesAsync();
        await Audit("EVENT_UPDATED", row.Id, before, input);
        return ToDto(row);
    }

    public async Task<bool> DeleteAsync(Guid eventId)
    {
        var upcoming = await db.MeetingTable.AnyAsync(m => m.EventId == eventId && m.Status == MeetingStatus.Confirmed);
        if (upcoming)
            return false;
        var deleted = await db.EventTable.OwnedBy(ClerkUserId).Where(e => e.Id == eventId).ExecuteDeleteAsync();
        if (deleted > 0)
            await Audit("EVENT_DELETED", eventId, new { eventId }, null);
        return deleted > 0;
    }

    /// <summary>Puts the events in the given order; ids of other experts are ignored.</summary>
    public async Task ReorderAsync(IReadOnlyList<Guid> order)
    {
        var events = await db.EventTable.OwnedBy(ClerkUserId).Where(e => order.Contains(e.Id)).ToDictionaryAsync(e => e.Id);
        var position = 0;
        foreach (var id in order)
        {
            if (events.TryGetValue(id, out var row))
                row.Order = position++;
        }
        await db.SaveChangesAsync();
    }

    public static EventDto ToDto(EventTable row) => new()
    {
        Id = row.Id,
        ClerkUserId = row.ClerkUserId,
        Name = row.Name,
        Slug = row.Slug,
        DurationInMinutes = row.DurationInMinutes,
        PriceInCents = row.PriceInCents,
        Currency = row.Currency,
        IsActive = row.IsActive,
    };

    public static string? Problem(EventInput input) => input switch
    {
        { Name: var name } when string.IsNullOrWhiteSpace(name) => "An event needs a name.",
        { DurationInMinutes: < 10 or > 480 } => "Between ten minutes and eight hours.",
        { PriceInCents: < 0 or (> 0 and < Pricing.MinimumChargeInCents) } => "Free, or at least fifty cents.",
        _ => null,
    };

    private async Task Audit(string action, Guid eventId, object? before, object? after)
    {
        await AuditLogger.LogAuditEvent(
            ClerkUserId, action, "event", eventId.ToString(),
            oldValues: before,
            newValues: after,
            ipAddress: currentUser.IpAddress,
            userAgent: currentUser.UserAgent);
    }
}
