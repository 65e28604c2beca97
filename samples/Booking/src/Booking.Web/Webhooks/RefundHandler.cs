using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Payments;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Webhooks;

/// <summary><c>charge.refunded</c>: stops the payout that has not left yet.</summary>
public class RefundHandler : IStripeEventHandler
{
    private readonly Db _db;

    public RefundHandler(Db db) => _db = db;

    public string EventType => "charge.refunded";

    public async Task HandleAsync(StripeEvent message, CancellationToken cancellationToken)
    {
        var charge = message.Data.Object;
        var meeting = await _db.MeetingTable.SingleOrDefaultAsync(m => m.StripePaymentIntentId == charge.PaymentIntent, cancellationToken);
        if (meeting is null or { PaymentStatus: PaymentStatus.Refunded })
            return;

        var full = charge.AmountRefunded >= meeting.AmountInCents;
        meeting.PaymentStatus = full ? PaymentStatus.Refunded : meeting.PaymentStatus;

        foreach (PaymentTransferTable transfer in await _db.PaymentTransferTable.Where(t => t.MeetingId == meeting.Id).ToListAsync(cancellationToken))
        {
            if (full && TransferStates.CanMove(transfer.Status, TransferStatus.Cancelled))
                transfer.Status = TransferStatus.Cancelled;
            else if (!full && transfer.Status is TransferStatus.Pending)
                transfer.AmountInCents = Math.Max(0, transfer.AmountInCents - (charge.AmountRefunded ?? 0));
            await AuditLogger.LogAuditEvent(transfer.ExpertClerkUserId, "PAYOUT_REDUCED", nameof(PaymentTransferTable), transfer.Id.ToString(),
                null, new { transfer.Status, transfer.AmountInCents }, ipAddress: null, userAgent: "stripe-webhook");
        }
        await _db.SaveChangesAsync(cancellationToken);
    }
}
