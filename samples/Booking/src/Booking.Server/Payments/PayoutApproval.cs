using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Payments;

/// <summary>A person looks at every payout before it leaves: those that look normal in one go, the others one by one.</summary>
public sealed class PayoutApproval(Db db, ICurrentUser currentUser, AdminOptions admins)
{
    public const int LargeInCents = 100_000;

    /// <summary>What waits for a decision, with the name of who gets it.</summary>
    public async Task<List<(PaymentTransferTable Transfer, string Name, bool Unusual)>> WaitingAsync()
    {
        var rows = await (
            from transfer in db.PaymentTransferTable
            join profile in db.ProfileTable on transfer.ExpertClerkUserId equals profile.ClerkUserId
            join user in db.UserTable on profile.ClerkUserId equals user.ClerkId
            where transfer.Status == TransferStatus.Pending && user.PayoutsEnabled
            orderby transfer.ScheduledFor
            select new { transfer, profile.FirstName, profile.LastName, Earlier = db.PaymentTransferTable.Count(t =>
                t.ExpertClerkUserId == transfer.ExpertClerkUserId && t.Status == TransferStatus.Completed) }).ToListAsync();
        return rows.ConvertAll(row => (row.transfer, $"{row.FirstName} {row.LastName}", IsUnusual(row.transfer, row.Earlier)));
    }

    public async Task<Outcome<TransferStatus>> DecideAsync(Guid transferId, bool approve, string? reason = null)
    {
        var adminClerkUserId = currentUser.ClerkUserId;
        if (!admins.IsAdmin(adminClerkUserId))
            return Outcome<TransferStatus>.Fail("Only administrators decide about money.");
        var transfer = await db.PaymentTransferTable.FindAsync(transferId);
        var target = approve ? TransferStatus.Approved : TransferStatus.Cancelled;
        if (transfer is null || !TransferStates.CanMove(transfer.Status, target))
            return Outcome<TransferStatus>.Fail("This payout is decided already.");
        if (transfer.ExpertClerkUserId == adminClerkUserId)
            return Outcome<TransferStatus>.Fail("Nobody approves their own money.");

        var before = transfer.Status;
        transfer.Status = target;
        await db.SaveChangesAsync();
        await AuditLogger.LogAuditEvent(
            adminClerkUserId!, approve ? "PAYOUT_APPROVED" : "PAYOUT_REFUSED", "payment_transfer", transferId.ToString(),
            new { Status = before },
            new { transfer.Status, reason },
            currentUser.IpAddress, currentUser.UserAgent);
        return target;
    }

    /// <summary>A large sum, or the first one of an expert.</summary>
    public static bool IsUnusual(PaymentTransferTable transfer, int earlier) => transfer.AmountInCents >= LargeInCents || earlier == 0;
}
