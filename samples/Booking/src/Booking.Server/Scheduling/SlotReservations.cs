using Booking.Drizzle;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using Reservation = Booking.Drizzle.Schema.SlotReservationTable;

namespace Booking.Server.Scheduling;

/// <summary>Holds a slot while its guest is at the checkout.</summary>
public class SlotReservations(Db db, ICurrentUser currentUser, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Holds the slot, or prolongs the hold that this guest has already. Null if another guest holds it.</summary>
    public async Task<Reservation?> HoldAsync(Guid eventId, string clerkUserId, string guestEmail, Slot slot, string? stripeSessionId = null)
    {
        // An expert who tries out the own form must not block it for guests.
        if (currentUser.ClerkUserId == clerkUserId)
            return null;

        var now = clock.GetUtcNow();
        var email = EmailAddress.Normalize(guestEmail);
        await db.SlotReservationTable.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync();

        var held = await db.SlotReservationTable.FirstOrDefaultAsync(r => r.EventId == eventId && r.StartTime == slot.Start);
        switch (held)
        {
            case null:
                held = new Reservation
                {
                    Id = Guid.CreateVersion7(now),
                    EventId = eventId,
                    ClerkUserId = clerkUserId,
                    GuestEmail = email,
                    StartTime = slot.Start,
                    EndTime = slot.End,
                };
                db.SlotReservationTable.Add(held);
                break;
            case { GuestEmail: var other } when other != email:
                return null;
        }

        held.ExpiresAt = now + Lifetime;
        held.StripeSessionId = stripeSessionId ?? held.StripeSessionId;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // The unique index has decided between two guests of the same second.
            return null;
        }

        await AuditLogger.LogAuditEvent(clerkUserId, "SLOT_HELD", "slot_reservation", held.Id.ToString(), null, new { held.StartTime, held.ExpiresAt },
            currentUser.IpAddress, currentUser.UserAgent);
        return held;
    }

    public Task ReleaseAsync(Guid eventId, DateTimeOffset start, CancellationToken cancellationToken = default) =>
        db.SlotReservationTable.Where(r => r.EventId == eventId && r.StartTime == start).ExecuteDeleteAsync(cancellationToken);

    /// <summary>How many slots of an expert are held at this moment.</summary>
    public Task<int> CountHeldAsync(string clerkUserId)
    {
        var now = clock.GetUtcNow();
        return db.SlotReservationTable.CountAsync(r => r.ClerkUserId == clerkUserId && r.ExpiresAt > now);
    }
}
