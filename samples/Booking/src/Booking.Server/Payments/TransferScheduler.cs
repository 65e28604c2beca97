using Booking.Drizzle;
using Booking.Lib.Utils.Server.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Booking.Server.Payments
{
    using Booking.Drizzle.Schema;

    /// <summary>Moves money to an expert's bank account.</summary>
    public interface IPayoutGateway
    {
        /// <returns>The transfer's id at Stripe.</returns>
        Task<string> TransferAsync(string connectAccountId, int amountInCents, string currency, string idempotencyKey, CancellationToken cancellationToken);
    }

    /// <summary>Schedules payouts, and sends those that are due.</summary>
    public class TransferScheduler(Db db, IPayoutGateway gateway, TimeProvider clock, ILogger<TransferScheduler> logger)
    {
        public async Task<PaymentTransferTable> ScheduleAsync(MeetingTable meeting, UserTable expert, DateTimeOffset paidAt, CancellationToken cancellationToken)
        {
            var intent = meeting.StripePaymentIntentId ?? throw new InvalidOperationException("The meeting is not paid.");
            if (await db.PaymentTransferTable.FirstOrDefaultAsync(t => t.PaymentIntentId == intent, cancellationToken) is { } known)
                return known;

            PaymentTransferTable transfer = new()
            {
                Id = Guid.CreateVersion7(),
                MeetingId = meeting.Id,
                ExpertClerkUserId = expert.ClerkId,
                ExpertConnectAccountId = expert.StripeConnectAccountId ?? "",
                PaymentIntentId = intent,
                AmountInCents = meeting.AmountInCents - meeting.FeeInCents,
                PlatformFeeInCents = meeting.FeeInCents,
                Status = TransferStatus.Pending,
                ScheduledFor = TransferStates.ScheduledFor(meeting.EndTime, paidAt, expert.Country),
            };
            db.PaymentTransferTable.Add(transfer);
            await db.SaveChangesAsync(cancellationToken);
            await AuditLogger.LogAuditEvent(
                workosUserId: transfer.ExpertClerkUserId,
                action: "TRANSFER_SCHEDULED",
                resourceType: "payment_transfer",
                resourceId: transfer.Id.ToString(),
                oldValues: null,
                newValues: new { transfer.AmountInCents, transfer.ScheduledFor },
                ipAddress: null,
                userAgent: null);
            return transfer;
        }

        /// <summary>Sends what is due. A transfer that fails is tried again later; the key keeps Stripe from paying twice.</summary>
        public async Task<int> SendDueAsync(CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var due = await db.PaymentTransferTable
                .Where(t => t.Status == TransferStatus.Approved && t.ScheduledFor <= now && t.ExpertConnectAccountId != "")
                .OrderBy(t => t.ScheduledFor)
                .Take(50)
                .ToListAsync(cancellationToken);
            var sent = 0;
            foreach (var transfer in due)
            {
                transfer.Status = TransferStatus.InFlight;
                transfer.Attempts++;
                await db.SaveChangesAsync(cancellationToken);
                try
                {
                    transfer.TransferId = await gateway.TransferAsync(
                        transfer.ExpertConnectAccountId, transfer.AmountInCents, transfer.Currency, $"transfer-{transfer.Id:N}", cancellationToken);
                    sent++;
                }
                catch (HttpRequestException failure)
                {
                    transfer.Status = TransferStatus.Failed;
                    transfer.LastError = failure.Message;
                    transfer.ScheduledFor = now + TransferStates.RetryAfter(transfer.Attempts);
                    logger.LogError(failure, "Payout {TransferId} of {ClerkUserId} failed", transfer.Id, transfer.ExpertClerkUserId);
                }
                await db.SaveChangesAsync(cancellationToken);
            }
            return sent;
        }
    }
}
