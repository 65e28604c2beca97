using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Schema.Profile;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Experts;

/// <summary>Administrators look at applications, and make experts out of guests.</summary>
public sealed class ExpertReview(Db db, ICurrentUser currentUser, IAuditTrail audit, AdminOptions admins)
{
    public async Task<Outcome<UserRole>> AcceptAsync(ExpertApplication application)
    {
        if (currentUser.ClerkUserId is not { } reviewerClerkId || !admins.IsAdmin(reviewerClerkId))
            return Outcome<UserRole>.Fail("Only administrators accept experts.");
        if (!application.Validate().IsValid)
            return Outcome<UserRole>.Fail("The application is incomplete.");
        if (application is { InvitedByClerkId: { } inviterClerkId } && !await IsExpertAsync(inviterClerkId))
            return Outcome<UserRole>.Fail("Only experts invite experts.");

        UserTable? applicant = await db.UserTable.SingleOrDefaultAsync(u => u.ClerkId == application.ApplicantClerkId);
        if (applicant is not { DeletedAt: null, Role: UserRole.Guest })
            return Outcome<UserRole>.Fail("This is an expert already, or nobody.");

        applicant.Role = RoleFor(application);
        db.ProfileTable.Add(new ProfileTable
        {
            Id = Guid.CreateVersion7(),
            ClerkUserId = application.ApplicantClerkId,
            Username = $"expert-{applicant.Id.ToString("N")[^8..]}",
            FirstName = applicant.FirstName ?? "",
            LastName = applicant.LastName ?? "",
            Headline = application.Headline,
        });
        await db.SaveChangesAsync();
        await audit.LogAuditEvent(
            newValues: new { applicant.Role, application.YearsOfPractice },
            oldValues: new { Role = UserRole.Guest },
            workosUserId: reviewerClerkId,
            action: "EXPERT_ACCEPTED",
            resourceType: "user",
            resourceId: applicant.Id.ToString(),
            ipAddress: currentUser.IpAddress,
            userAgent: currentUser.UserAgent);
        return applicant.Role;
    }

    public static UserRole RoleFor(ExpertApplication application) => application switch
    {
        { YearsOfPractice: >= 15, InvitedByClerkId: not null } => UserRole.TopExpert,
        _ => UserRole.Expert,
    };

    private Task<bool> IsExpertAsync(string clerkId) => db.UserTable.AnyAsync(u => u.ClerkId == clerkId && u.Role >= UserRole.Expert && u.DeletedAt == null);
}
