using Booking.Drizzle;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Account = Booking.Drizzle.Schema.UserTable;

namespace Booking.Server.Actions;

/// <summary>The signed-in person's own account, expert or guest.</summary>
public sealed class ProfileActions
{
    private readonly Db db;
    private readonly ICurrentUser currentUser;

    public ProfileActions(Db db, ICurrentUser currentUser) => (this.db, this.currentUser) = (db, currentUser);

    public async Task<Account?> GetAccountAsync()
        => await db.UserTable.AsNoTracking().FirstOrDefaultAsync(u => u.ClerkId == currentUser.ClerkUserId);

    /// <summary>Changes how a person is called.</summary>
    public async Task<bool> RenameAsync(HttpContext httpContext, string firstName, string lastName)
    {
        Account? account = await db.UserTable.FirstOrDefaultAsync(u => u.ClerkId == currentUser.ClerkUserId);
        if (account is null)
            return false;

        var oldName = account.FirstName + " " + account.LastName;
        (account.FirstName, account.LastName) = (firstName.Trim(), lastName.Trim());
        await db.SaveChangesAsync(httpContext.RequestAborted);

        await AuditLogger.LogAuditEvent(
            account.ClerkId,
            "ACCOUNT_RENAMED",
            "user",
            account.Id.ToString(),
            oldName,
            firstName + " " + lastName,
            httpContext.Connection.RemoteIpAddress?.ToString(),
            httpContext.Request.Headers["User-Agent"].ToString());
        return true;
    }

    /// <summary>Everything that we hold about a person, for the download that the law grants them.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountHoldingsAsync()
    {
        var clerkUserId = currentUser.ClerkUserId ?? throw new UnauthorizedAccessException("Sign in first.");
        return new Dictionary<string, int>
        {
            ["events"] = await db.EventTable.CountAsync(e => e.ClerkUserId == clerkUserId),
            ["meetings"] = await db.MeetingTable.CountAsync(m => m.ClerkUserId == clerkUserId),
            ["records"] = await db.RecordTable.CountAsync(r => r.ExpertClerkUserId == clerkUserId),
            ["notes"] = await db.ExpertNotes.CountAsync(n => n.ClerkUserId == clerkUserId),
        };
    }
}
