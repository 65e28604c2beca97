using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Booking.Server.Actions;

/// <summary>Keeps our row of a user in step with the identity provider's.</summary>
public sealed class UserSyncActions(Db db, IUserRepository users, TimeProvider clock, ILogger<UserSyncActions> logger)
{
    public enum Effect { Unchanged, Created, Updated, Restored }

    /// <summary>Creates or updates the row of <see cref="UserSyncPayload.ClerkId"/>; safe to repeat.</summary>
    public async Task<(string ClerkId, Effect Effect)> SyncAsync(UserSyncPayload payload, CancellationToken cancellationToken = default)
    {
        var (clerkId, email, firstName, lastName, imageUrl, country) = payload;
        email = EmailAddress.Normalize(email);

        if (await users.GetByClerkIdAsync(clerkId, cancellationToken) is not UserTable user)
        {
            user = new UserTable { Id = Guid.CreateVersion7(), ClerkId = clerkId, Email = email, Role = UserRole.Guest, CreatedAt = clock.GetUtcNow() };
            Copy(user);
            db.UserTable.Add(user);
            await db.SaveChangesAsync(cancellationToken);
            await AuditLogger.LogAuditEvent(clerkId, "USER_CREATED", "user", user.Id.ToString(), null, new { email, payload.DisplayName }, null, null);
            return (clerkId, Effect.Created);
        }

        var before = (user.Email, user.FirstName, user.LastName, user.ImageUrl, user.DeletedAt);
        user.Email = email;
        user.DeletedAt = null;
        Copy(user);
        var after = (user.Email, user.FirstName, user.LastName, user.ImageUrl, user.DeletedAt);
        if (before == after)
            return (ClerkId: clerkId, Effect: Effect.Unchanged);

        await db.SaveChangesAsync(cancellationToken);
        logger.LogInformation("User {ClerkId} is up to date", clerkId);
        await AuditLogger.LogAuditEvent(
            clerkId, "USER_UPDATED", "user", user.Id.ToString(),
            new { before.Email, before.FirstName, before.LastName },
            new { after.Email, after.FirstName, after.LastName },
            null, null).ConfigureAwait(false);
        return (clerkId, before.DeletedAt is null ? Effect.Updated : Effect.Restored);

        void Copy(UserTable target)
        {
            target.FirstName = firstName;
            target.LastName = lastName;
            target.ImageUrl = imageUrl;
            target.Country = country?.ToUpperInvariant();
        }
    }

    /// <summary>The identity provider has deleted the user. Their meetings stay, because the other side still needs them.</summary>
    public async Task<bool> DeleteAsync(string clerkId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var touched = await db.UserTable
            .Where(u => u.ClerkId == clerkId && u.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, now), cancellationToken);
        if (touched == 0)
            return false;
        await db.ProfileTable.Where(p => p.ClerkUserId == clerkId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Published, false), cancellationToken);
        await AuditLogger.LogAuditEvent(clerkId, "USER_DELETED", "user", clerkId, null, null, null, null);
        return true;
    }

    /// <summary>The users of a batch that we have never seen.</summary>
    public async Task<List<string>> MissingAsync(IReadOnlyCollection<string> clerkIds, CancellationToken cancellationToken = default)
    {
        var known = await db.UserTable.Where(u => clerkIds.Contains(u.ClerkId)).Select(u => u.ClerkId).ToListAsync(cancellationToken);
        return [.. clerkIds.Except(known, StringComparer.Ordinal)];
    }
}
