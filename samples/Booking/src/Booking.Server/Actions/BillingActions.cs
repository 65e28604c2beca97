using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Payments;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

/// <summary>What an expert has earned, and where the money goes.</summary>
public sealed class BillingActions(Db db, ICurrentUser currentUser, EarningsReport report, IAuditTrail trail)
{
    public async Task<EarningsDto> EarningsAsync(int year)
    {
        var clerkUserId = currentUser.ClerkUserId ?? throw new UnauthorizedAccessException("Sign in first.");
        var transfers = await db.PaymentTransferTable
            .AsNoTracking()
            .Where(t => t.ExpertClerkUserId == clerkUserId && t.Status == TransferStatus.Completed && t.ScheduledFor.Year == year)
            .ToListAsync();
        return report.Summarize(clerkUserId, transfers);
    }

    /// <summary>Connects the Stripe account that payouts go to; it can be replaced while nothing is on its way.</summary>
    public async Task<Outcome<string>> ConnectAccountAsync(string stripeAccountId)
    {
        UserTable user = await db.UserTable.SingleAsync(u => u.ClerkId == currentUser.ClerkUserId);
        var inFlight = await db.PaymentTransferTable.AnyAsync(t => t.ExpertClerkUserId == user.ClerkId && t.Status == TransferStatus.InFlight);
        if (inFlight)
            return Outcome<string>.Fail("A payout is on its way. Try again tomorrow.");

        var replaced = user.StripeConnectAccountId;
        user.StripeConnectAccountId = stripeAccountId;
        user.PayoutsEnabled = false;
        await db.SaveChangesAsync();
        await trail.LogAuditEvent(
            user.ClerkId,
            replaced is null ? "PAYOUT_ACCOUNT_CONNECTED" : "PAYOUT_ACCOUNT_REPLACED",
            "user",
            user.Id.ToString(),
            // Only the last four characters: the log is read by more people than the account.
            replaced?[^4..],
            stripeAccountId[^4..],
            currentUser.IpAddress,
            currentUser.UserAgent);
        return stripeAccountId;
    }

    /// <summary>Payouts that wait longer than they should, read past the model because the report joins Stripe's import.</summary>
    public async Task<int> CountOverdueAsync(string clerkUserId, DateTimeOffset now) =>
        await db.Database
            .SqlQuery<int>($"""
                SELECT count(*)::int AS "Value"
                FROM payment_transfers t
                JOIN stripe_import s ON s.payment_intent_id = t.payment_intent_id
                WHERE t.expert_clerk_user_id = {clerkUserId} AND t.status < 3 AND t.scheduled_for < {now}
                """)
            .SingleAsync();
}
