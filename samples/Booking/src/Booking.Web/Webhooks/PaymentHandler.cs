using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Payments;
using Booking.Server.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Webhooks;

/// <summary><c>checkout.session.completed</c>: the guest has paid, so the meeting is on and the expert's payout is scheduled.</summary>
public sealed class PaymentHandler(Db db, TransferScheduler transfers, SlotReservations reservations, ILogger<PaymentHandler> logger) : IStripeEventHandler
{
    public string EventType => "checkout.session.completed";

    public async Task HandleAsync(StripeEvent message, CancellationToken cancellationToken)
    {
        var session = message.Data.Object;
        if (!CheckoutMetadata.TryRead(session.Metadata, out var payment))
        {
            logger.LogInformation("Session {SessionId} is not a booking", session.Id);
            return;
        }

        MeetingTable meeting = await FindOrCreateAsync(session, payment, message.CreatedAt, cancellationToken);
        if (meeting.PaymentStatus is PaymentStatus.Succeeded)
            return;

        var previous = meeting.PaymentStatus;
        meeting.PaymentStatus = PaymentStatus.Succeeded;
        meeting.Status = MeetingStatus.Confirmed;
        meeting.StripePaymentIntentId = session.PaymentIntent;
        await db.SaveChangesAsync(cancellationToken);
        await reservations.ReleaseAsync(meeting.EventId, meeting.StartTime, cancellationToken);

        var expert = await db.UserTable.SingleAsync(u => u.ClerkId == meeting.ClerkUserId, cancellationToken);
        await transfers.ScheduleAsync(meeting, expert, message.CreatedAt, cancellationToken);

        await AuditLogger.LogAuditEvent(
            meeting.ClerkUserId, // there is no signed-in user in a webhook
            "PAYMENT_SUCCEEDED",
            "meeting",
            meeting.Id.ToString(),
            new { PaymentStatus = previous },
            new { meeting.PaymentStatus, session.PaymentIntent, session.AmountTotal },
            null,
            "stripe-webhook");
    }

    /// <summary>A guest may pay before the form has stored the meeting: then the metadata is enough to store it.</summary>
    private async Task<MeetingTable> FindOrCreateAsync(
        StripeObject session, Booking.Schema.Meetings.MeetingPaymentRequest payment, DateTimeOffset paidAt, CancellationToken cancellationToken)
    {
        var known = await db.MeetingTable.FirstOrDefaultAsync(
            m => m.StripeSessionId == session.Id || (m.EventId == payment.EventId && m.StartTime == payment.StartTime && m.GuestEmail == payment.GuestEmail),
            cancellationToken);
        if (known is not null)
            return known;

        var (eventId, clerkUserId) = (payment.EventId, payment.ClerkUserId);
        var offer = await db.EventTable.SingleAsync(e => e.Id == eventId && e.ClerkUserId == clerkUserId, cancellationToken);
        var topExpert = await db.ProfileTable.AnyAsync(p => p.ClerkUserId == clerkUserId && p.IsTopExpert, cancellationToken);
        var price = Pricing.For(session.AmountTotal ?? offer.PriceInCents, topExpert);
        var meeting = new MeetingTable
        {
            Id = Guid.CreateVersion7(paidAt),
            EventId = eventId,
            ClerkUserId = clerkUserId,
            GuestEmail = payment.GuestEmail,
            GuestName = payment.GuestName,
            TimeZone = payment.TimeZone,
            StartTime = payment.StartTime,
            EndTime = payment.StartTime.AddMinutes(offer.DurationInMinutes),
            StripeSessionId = session.Id,
            AmountInCents = price.TotalInCents,
            FeeInCents = price.FeeInCents,
            Status = MeetingStatus.PendingPayment,
            PaymentStatus = PaymentStatus.Pending,
            CreatedAt = paidAt,
        };
        db.MeetingTable.Add(meeting);
        return meeting;
    }
}
