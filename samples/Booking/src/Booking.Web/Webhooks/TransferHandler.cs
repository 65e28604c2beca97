using Booking.Drizzle;
using Booking.Server.Payments;
using Microsoft.EntityFrameworkCore;
using Audit = Booking.Lib.Utils.Server.Audit;

namespace Booking.Web.Webhooks;

/// <summary><c>transfer.paid</c>: the money has arrived at the expert's bank.</summary>
public sealed class TransferHandler(Db db, TimeProvider clock) : IStripeEventHandler
{
    public string EventType => "transfer.paid";

    public async Task HandleAsync(StripeEvent message, CancellationToken cancellationToken)
    {
        var transferId = message.Data.Object.Id;
        var row = await db.PaymentTransferTable.SingleOrDefaultAsync(t => t.TransferId == transferId, cancellationToken);
        if (row is null || !TransferStates.CanMove(row.Status, TransferStatus.Completed))
            return;

        row.Status = TransferStatus.Completed;
        row.LastError = null;
        await db.SaveChangesAsync(cancellationToken);
        await Audit.AuditLogger.LogAuditEvent(
            row.ExpertClerkUserId,
            "PAYOUT_ARRIVED",
            "payment_transfer",
            row.Id.ToString(),
            new { Status = TransferStatus.InFlight },
            new { row.Status, At = clock.GetUtcNow() },
            null,
            null);
    }
}
