using System.Text.RegularExpressions;

namespace Booking.Schema.Profile;

public sealed class ProfileUpdateValidator
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "api", "book", "dashboard", "experts", "login", "settings", "support",
    };

    private static readonly Regex Username = new("^[a-z0-9](?:[a-z0-9-]{1,28}[a-z0-9])$", RegexOptions.CultureInvariant);

    public ValidationResult Validate(ProfileUpdate profile)
    {
        var result = new ValidationResult();
        CheckOwner(profile.ClerkUserId);
        result
            .Require(Username.IsMatch(profile.Username), nameof(profile.Username), "Three to thirty small letters, digits and dashes.")
            .Require(!Reserved.Contains(profile.Username), nameof(profile.Username), "This name is taken.")
            .Require(profile.FirstName.Trim() is not "", nameof(profile.FirstName), "Tell us your first name.")
            .Require(profile.LastName.Trim() is not "", nameof(profile.LastName), "Tell us your last name.")
            .Require(profile.ShortBio is null or { Length: <= 200 }, nameof(profile.ShortBio), "Keep it under 200 characters.");
        foreach (var link in profile.SocialLinks)
            result.Require(SocialLink.IsKnown(link), nameof(profile.SocialLinks), $"We cannot link to {link}.");
        return result;

        void CheckOwner(string clerkUserId)
        {
            result.Require(UserIdFormat.IsWellFormed(clerkUserId), nameof(ProfileUpdate.ClerkUserId), "The profile has no owner.");
        }
    }
}
