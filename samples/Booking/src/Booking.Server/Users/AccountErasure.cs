using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Booking.Server.Users;

/// <summary>Forgets a person, as far as the tax office allows.</summary>
public sealed class AccountErasure(Db db, ICurrentUser currentUser, AdminOptions admins, TimeProvider clock, ILogger<AccountErasure> logger)
{
    /// <summary>Why <paramref name="clerkUserId"/> cannot be erased yet; nothing if it can.</summary>
    public async Task<IReadOnlyList<string>> ObstaclesAsync(string clerkUserId)
    {
        var now = clock.GetUtcNow();
        var obstacles = new List<string>();
        if (await db.MeetingTable.AnyAsync(m => m.ClerkUserId == clerkUserId && m.StartTime > now && m.Status == MeetingStatus.Confirmed))
            obstacles.Add("There are meetings to come.");
        if (await db.PaymentTransferTable.AnyAsync(t => t.ExpertClerkUserId == clerkUserId && t.Status < TransferStatus.Completed))
            obstacles.Add("There is money on its way.");
        if (admins.IsAdmin(clerkUserId))
            obstacles.Add("An administrator has to be replaced first.");
        return obstacles;
    }

    /// <summary>Deletes what nobody else needs and blanks the rest; all in one transaction.</summary>
    public async Task<Outcome<int>> EraseAsync(string clerkUserId)
    {
        if (currentUser.ClerkUserId != clerkUserId && !admins.IsAdmin(currentUser.ClerkUserId))
            return Outcome<int>.Fail("Only the person or an administrator may do this.");
        if (await ObstaclesAsync(clerkUserId) is [var first, ..])
            return Outcome<int>.Fail(first);

        await using var transaction = await db.Database.BeginTransactionAsync();
        var deleted = 0;
        deleted += await db.SlotReservationTable.Where(r => r.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        deleted += await db.BlockedDatesTable.Where(b => b.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        deleted += await db.ScheduleAvailabilityTable
            .Where(a => db.ScheduleTable.Any(s => s.Id == a.ScheduleId && s.ClerkUserId == clerkUserId))
            .ExecuteDeleteAsync();
        deleted += await db.ScheduleTable.Where(s => s.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        deleted += await db.ExpertNotes.Where(n => n.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        deleted += await db.CalendarLinks.Where(l => l.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        deleted += await db.ProfileTable.Where(p => p.ClerkUserId == clerkUserId).ExecuteDeleteAsync();
        await db.EventTable.Where(e => e.ClerkUserId == clerkUserId).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.IsActive, false)
            .SetProperty(e => e.Description, (string?)null));

        UserTable? user = await db.UserTable.SingleOrDefaultAsync(u => u.ClerkId == clerkUserId);
        if (user is not null)
        {
            user.Email = $"{user.Id:N}@erased.invalid";
            user.FirstName = user.LastName = user.ImageUrl = null;
            user.DeletedAt ??= clock.GetUtcNow();
            await db.SaveChangesAsync();
        }
        await transaction.CommitAsync();

        logger.LogInformation("{ClerkUserId} is erased, {Rows} rows are gone", clerkUserId, deleted);
        await AuditLogger.LogAuditEvent(
            currentUser.ClerkUserId ?? clerkUserId,
            "USER_ERASED",
            "user",
            clerkUserId,
            null,
            new { deleted },
            currentUser.IpAddress,
            currentUser.UserAgent);
        return deleted;
    }
}
