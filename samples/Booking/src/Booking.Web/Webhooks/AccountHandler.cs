using Booking.Drizzle;
using Booking.Lib.Utils.Server.AuditWorkos;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Webhooks;

/// <summary><c>account.updated</c>: Stripe has checked an expert's papers, or wants new ones.</summary>
public sealed class AccountHandler(Db db) : IStripeEventHandler
{
    public string EventType => "account.updated";

    public async Task HandleAsync(StripeEvent message, CancellationToken cancellationToken)
    {
        var account = message.Data.Object;
        var user = await db.UserTable.SingleOrDefaultAsync(u => u.StripeConnectAccountId == account.Id, cancellationToken);
        if (user is null || account.PayoutsEnabled is not { } enabled || user.PayoutsEnabled == enabled)
            return;

        user.PayoutsEnabled = enabled;
        user.SetupCompleted = enabled ? user.SetupCompleted | SetupStep.Payment : user.SetupCompleted & ~SetupStep.Payment;
        await db.SaveChangesAsync(cancellationToken);
        // The import is new already, the call is not: whoever began here was interrupted.
        await AuditLogger.LogAuditEvent(
            user.ClerkId, "PAYOUTS_" + (enabled ? "ENABLED" : "DISABLED"), "user", user.Id.ToString(), !enabled, enabled, null, "stripe-webhook");
    }
}
