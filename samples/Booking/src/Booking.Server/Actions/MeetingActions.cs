using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema.Meetings;
using Booking.Server.Payments;
using Booking.Server.Scheduling;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Booking.Server.Actions;

/// <summary>Books, pays for and looks up meetings.</summary>
public sealed partial class MeetingActions(
    Db db, SlotReservations reservations, AvailabilityReader availability, ICurrentUser currentUser, TimeProvider clock, ILogger<MeetingActions> logger)
{
    private readonly MeetingRequestValidator _validator = new();

    /// <summary>Books a slot, or says why not.</summary>
    public async Task<Outcome<Guid>> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        request = request.Normalized();
        if (_validator.Validate(request, now) is { IsValid: false } problems)
            return Outcome<Guid>.Fail(string.Join(" ", problems.Errors.SelectMany(e => e.Value)));

        var booked = await db.EventTable
            .Where(e => e.Id == request.EventId && e.ClerkUserId == request.ClerkUserId && e.IsActive)
            .FirstOrDefaultAsync(cancellationToken);
        if (booked is null)
            return Outcome<Guid>.Fail("This event is not offered any more.");

        var slot = new Slot(request.StartTime, request.StartTime.AddMinutes(booked.DurationInMinutes));
        if (!await availability.IsFreeAsync(booked.ClerkUserId, slot, booked.DurationInMinutes, request.GuestEmail, cancellationToken))
            return Outcome<Guid>.Fail("Somebody else was faster. Choose another slot.");

        var expert = await db.ProfileTable.SingleAsync(p => p.ClerkUserId == booked.ClerkUserId, cancellationToken);
        var price = Pricing.For(booked.PriceInCents, topExpert: expert.IsTopExpert);
        var meeting = new MeetingTable
        {
            Id = Guid.CreateVersion7(now),
            EventId = booked.Id,
            ClerkUserId = booked.ClerkUserId,
            GuestEmail = request.GuestEmail,
            GuestName = request.GuestName,
            GuestNotes = request.GuestNotes,
            TimeZone = request.TimeZone,
            StartTime = slot.Start,
            EndTime = slot.End,
            Status = price.TotalInCents == 0 ? MeetingStatus.Confirmed : MeetingStatus.PendingPayment,
            PaymentStatus = price.TotalInCents == 0 ? PaymentStatus.None : PaymentStatus.Pending,
            AmountInCents = price.TotalInCents,
            FeeInCents = price.FeeInCents,
            CreatedAt = now,
        };
        db.MeetingTable.Add(meeting);
        await db.SaveChangesAsync(cancellationToken);
        await reservations.ReleaseAsync(meeting.EventId, meeting.StartTime, cancellationToken);

        logger.LogInformation("Meeting {MeetingId} with {ClerkUserId} is booked", meeting.Id, meeting.ClerkUserId);
        await AuditLogger.LogAuditEvent(
            meeting.ClerkUserId,
            "MEETING_CREATED",
            "meeting",
            meeting.Id.ToString(),
            null,
            new { meeting.EventId, meeting.StartTime, meeting.AmountInCents },
            currentUser.IpAddress,
            currentUser.UserAgent);
        return meeting.Id;
    }

    /// <summary>The signed-in expert's meetings of a stretch of time.</summary>
    public async Task<List<MeetingTable>> ListMineAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var mine = from m in db.MeetingTable.Include(m => m.Event)
                   where m.ClerkUserId == currentUser.ClerkUserId && m.StartTime < until && m.EndTime > since
                   where m.Status != MeetingStatus.Cancelled
                   orderby m.StartTime
                   select m;
        return await mine.ToListAsync(cancellationToken);
    }

    /// <summary>Whether two people have met: only then may one rate the other.</summary>
    /// <param name="clerkUserId">The expert.</param>
    /// <param name="guestEmail">The guest, in any spelling.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public Task<bool> HaveMetAsync(string clerkUserId, string guestEmail, CancellationToken cancellationToken)
    {
        var email = Booking.Schema.EmailAddress.Normalize(guestEmail);
        return db.MeetingTable.AnyAsync(
            m => m.ClerkUserId == clerkUserId && m.GuestEmail == email && m.Status == MeetingStatus.Completed, cancellationToken);
    }
}
