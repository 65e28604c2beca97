using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema.Profile;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

/// <summary>The public page of an expert: its text, and whether it is switched on.</summary>
public sealed class ExpertProfileActions(Db db, ICurrentUser currentUser, IAuditTrail audit, TimeProvider clock)
{
    private readonly ProfileUpdateValidator _validator = new();

    public async Task<Outcome<ProfileTable>> UpdateAsync(ProfileUpdate update)
    {
        update.ClerkUserId = currentUser.ClerkUserId ?? "";
        var validation = _validator.Validate(update);
        if (!validation.IsValid)
            return Outcome<ProfileTable>.Fail(validation.Errors.First().Value[0]);

        if (await db.ProfileTable.AnyAsync(p => p.Username == update.Username && p.ClerkUserId != update.ClerkUserId))
            return Outcome<ProfileTable>.Fail("This name is taken.");

        var profile = await Find(update.ClerkUserId) ?? Create(clerkUserId: update.ClerkUserId);
        var old = new { profile.Username, profile.Headline, profile.PrimaryCategoryId };
        (profile.Username, profile.Headline) = (update.Username, update.Headline);
        (profile.FirstName, profile.LastName) = (update.FirstName.Trim(), update.LastName.Trim());
        (profile.ShortBio, profile.LongBio) = (update.ShortBio, update.LongBio);
        profile.PrimaryCategoryId = update.PrimaryCategoryId;
        profile.SocialLinks = [.. update.SocialLinks.Distinct()];
        profile.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync();

        await audit.LogAuditEvent(
            update.ClerkUserId,
            "PROFILE_UPDATED",
            nameof(ProfileTable),
            profile.Id.ToString(),
            old,
            new { profile.Username, profile.Headline, profile.PrimaryCategoryId },
            currentUser.IpAddress,
            currentUser.UserAgent);
        return profile;

        ProfileTable Create(string clerkUserId)
        {
            var created = new ProfileTable { Id = Guid.CreateVersion7(), ClerkUserId = clerkUserId };
            db.ProfileTable.Add(created);
            return created;
        }
    }

    /// <summary>Shows or hides the public page. It is shown only once every step of the set-up is done.</summary>
    public async Task<Outcome<bool>> SetPublishedAsync(bool published)
    {
        if (currentUser is not { ClerkUserId: { Length: > 0 } clerkUserId })
            return Outcome<bool>.Fail("Sign in first.");
        if (await Find(clerkUserId) is not { } profile)
            return Outcome<bool>.Fail("Fill in your profile first.");

        var steps = await db.UserTable.Where(u => u.ClerkId == clerkUserId).Select(u => u.SetupCompleted).SingleAsync();
        if (published && steps != SetupStep.All)
            return Outcome<bool>.Fail($"Missing: {SetupStep.All & ~steps}.");

        var wasPublished = profile.Published;
        profile.Published = published;
        await db.SaveChangesAsync();
        if (wasPublished != published)
        {
            await audit.LogAuditEvent(clerkUserId, published ? "PROFILE_PUBLISHED" : "PROFILE_HIDDEN", nameof(ProfileTable),
                profile.Id.ToString(), null, null, currentUser.IpAddress, currentUser.UserAgent);
        }
        return published;
    }

    private Task<ProfileTable?> Find(string clerkUserId) => db.ProfileTable.FirstOrDefaultAsync(p => p.ClerkUserId == clerkUserId);
}
