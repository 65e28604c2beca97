using Booking.Drizzle;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Meeting = Booking.Drizzle.Schema.MeetingTable;

namespace Booking.Server.Maintenance;

/// <summary>What a timer does every few minutes. Each step can be repeated and stands on its own.</summary>
public sealed class Housekeeping(Db db, TimeProvider clock, ILogger<Housekeeping> logger)
{
    /// <summary>How long a booking waits for its money.</summary>
    public static readonly TimeSpan PaymentDeadline = TimeSpan.FromMinutes(30);

    public async Task<(int Completed, int Expired, int Released)> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var completed = await db.MeetingTable
            .Where(m => m.Status == MeetingStatus.Confirmed && m.EndTime <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, MeetingStatus.Completed), cancellationToken);

        var deadline = now - PaymentDeadline;
        List<Meeting> unpaid = await db.MeetingTable
            .Where(m => m.Status == MeetingStatus.PendingPayment && m.CreatedAt < deadline)
            .OrderBy(m => m.CreatedAt)
            .ToListAsync(cancellationToken);
        foreach (var (meeting, index) in unpaid.Select((meeting, index) => (meeting, index)))
        {
            meeting.Status = MeetingStatus.Cancelled;
            meeting.PaymentStatus = PaymentStatus.Failed;
            logger.LogDebug("{Index}: {MeetingId} of {ClerkUserId} was never paid", index, meeting.Id, meeting.ClerkUserId);
            await AuditLogger.LogAuditEvent(
                meeting.ClerkUserId, "BOOKING_EXPIRED", "meeting", meeting.Id.ToString(), null, null, ipAddress: null, userAgent: nameof(Housekeeping));
        }
        await db.SaveChangesAsync(cancellationToken);

        var released = await db.SlotReservationTable.Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await RetryAsync(now, cancellationToken);
        return (completed, unpaid.Count, released);
    }

    /// <summary>A failed payout goes back into the queue until it has failed too often.</summary>
    private async Task RetryAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.PaymentTransferTable
            .Where(t => t.Status == TransferStatus.Failed && t.Attempts < TransferStates.MaxAttempts && t.ScheduledFor <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TransferStatus.Approved), cancellationToken);
}
