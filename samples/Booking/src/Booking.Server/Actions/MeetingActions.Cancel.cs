using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema.Meetings;
using Booking.Server.Payments;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

public sealed partial class MeetingActions
{
    /// <summary>Calls a meeting off and says how much the guest gets back.</summary>
    public async Task<Outcome<int>> CancelMeetingAsync(CancelMeetingRequest request, CancellationToken cancellationToken)
    {
        if (!request.Validate().IsValid)
            return Outcome<int>.Fail("The cancellation is incomplete.");

        var meeting = await db.MeetingTable.FindAsync([request.MeetingId], cancellationToken);
        if (meeting is null or { Status: MeetingStatus.Cancelled or MeetingStatus.Completed })
            return Outcome<int>.Fail("There is nothing to cancel.");
        if (request is { CancelledByClerkUserId: { } cancelledBy } && cancelledBy != meeting.ClerkUserId)
            return Outcome<int>.Fail("This is not your meeting.");

        var before = Snapshot(meeting);
        meeting.Status = MeetingStatus.Cancelled;
        var refund = request.ByGuest
            ? Pricing.RefundFor(meeting.AmountInCents, meeting.StartTime, clock.GetUtcNow())
            : meeting.AmountInCents;
        if (refund > 0)
            meeting.PaymentStatus = PaymentStatus.Refunded;
        await db.PaymentTransferTable
            .Where(t => t.MeetingId == meeting.Id && t.Status == TransferStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TransferStatus.Cancelled), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        // The user agent comes first here because the support team reads this line from the left.
        await AuditLogger.LogAuditEventAsync(
            userAgent: currentUser.UserAgent, // often a phone
            ipAddress: currentUser.IpAddress,
            action: "MEETING_CANCELLED",
            resourceType: "meeting",
            resourceId: meeting.Id.ToString(),
            oldValues: before, // as it was
            newValues: Snapshot(meeting), /* as it is */
            workosUserId: request.CancelledByClerkUserId ?? meeting.ClerkUserId);
        return refund;

        static object Snapshot(MeetingTable meeting) => new { meeting.Status, meeting.PaymentStatus };
    }
}
