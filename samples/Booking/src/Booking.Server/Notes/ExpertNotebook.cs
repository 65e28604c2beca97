using Booking.Drizzle;
using Booking.Drizzle.Notes;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Notes;

/// <summary>An expert's notes to themselves.</summary>
public sealed class ExpertNotebook(Db db, ICurrentUser currentUser, TimeProvider clock)
{
    public const int MaxPinned = 5;

    public IQueryable<ExpertNote> Mine(string clerkUserId) =>
        db.ExpertNotes.Where(note => note.ClerkUserId == clerkUserId).OrderByDescending(note => note.Pinned).ThenByDescending(note => note.CreatedAt);

    public async Task<Outcome<Guid>> AddAsync(string text, bool pinned)
    {
        if (currentUser.ClerkUserId is not { } clerkUserId)
            return Outcome<Guid>.Fail("Sign in first.");
        if (pinned && await Mine(clerkUserId).CountAsync(note => note.Pinned) >= MaxPinned)
            return Outcome<Guid>.Fail($"At most {MaxPinned} notes can be pinned.");

        var note = new ExpertNote { Id = Guid.CreateVersion7(), ClerkUserId = clerkUserId, Text = text, Pinned = pinned, CreatedAt = clock.GetUtcNow() };
        db.ExpertNotes.Add(note);
        await db.SaveChangesAsync();

        var ipAddress = currentUser.IpAddress;
        var userAgent = currentUser.UserAgent;
        await AuditLogger.LogAuditEventAsync(note.ClerkUserId, "NOTE_ADDED", "expert_note", note.Id.ToString(), null, new { pinned }, ipAddress, userAgent);
        return note.Id;
    }
}
