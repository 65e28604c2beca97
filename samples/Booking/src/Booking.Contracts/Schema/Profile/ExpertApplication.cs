namespace Booking.Schema.Profile;

/// <summary>Somebody wants to become an expert; an administrator decides.</summary>
public sealed record ExpertApplication(string ApplicantClerkId, string Headline, int YearsOfPractice, string? InvitedByClerkId = null)
{
    public ValidationResult Validate() => new ValidationResult()
        .Require(UserIdFormat.IsWellFormed(ApplicantClerkId), nameof(ApplicantClerkId), "Sign in first.")
        .Require(Headline is { Length: >= 10 }, nameof(Headline), "Say in a sentence what you do.")
        .Require(YearsOfPractice is >= 0 and < 70, nameof(YearsOfPractice), "Count again.")
        .Require(InvitedByClerkId != ApplicantClerkId, nameof(InvitedByClerkId), "Nobody invites themselves.");
}
