using Booking.Drizzle;
using Booking.Server.Experts;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using static Booking.Lib.Utils.Server.Audit.AuditLogger;

namespace Booking.Server.Actions;

/// <summary>Finds out which steps of the set-up an expert has done, and remembers them.</summary>
public sealed class ExpertSetupActions(Db db, ICurrentUser currentUser)
{
    public async Task<SetupStep> RefreshAsync()
    {
        if (currentUser.ClerkUserId is not { } clerkUserId)
            return SetupStep.None;

        var user = await db.UserTable.SingleAsync(u => u.ClerkId == clerkUserId);
        var facts = new SetupFacts(
            HasProfile: await db.ProfileTable.AnyAsync(p => p.ClerkUserId == clerkUserId && p.Headline != null),
            Windows: await db.ScheduleAvailabilityTable.CountAsync(a => db.ScheduleTable.Any(s => s.Id == a.ScheduleId && s.ClerkUserId == clerkUserId)),
            ActiveEvents: await db.EventTable.CountAsync(e => e.ClerkUserId == clerkUserId && e.IsActive),
            IsVerified: await db.ProfileTable.AnyAsync(p => p.ClerkUserId == clerkUserId && p.IsVerified),
            PayoutsEnabled: user.PayoutsEnabled);

        var (before, now) = (user.SetupCompleted, SetupChecklist.Completed(facts));
        if (before == now)
            return now;

        user.SetupCompleted = now;
        await db.SaveChangesAsync();
        await LogAuditEvent(clerkUserId, "SETUP_CHANGED", "user", user.Id.ToString(), before, now, currentUser.IpAddress, currentUser.UserAgent);
        if (now == SetupStep.All)
            await LogAuditEvent(clerkUserId, "SETUP_COMPLETED", "user", user.Id.ToString(), null, null, currentUser.IpAddress, currentUser.UserAgent);
        return now;
    }
}
