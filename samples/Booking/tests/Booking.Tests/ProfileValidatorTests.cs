using Booking.Schema.Profile;

namespace Booking.Tests;

public class ProfileValidatorTests
{
    private static ProfileUpdate Profile(Action<ProfileUpdate>? change = null)
    {
        var profile = new ProfileUpdate { ClerkUserId = Given.Expert, Username = "maria-luz", FirstName = "Maria", LastName = "Luz" };
        change?.Invoke(profile);
        return profile;
    }

    [Fact]
    public void Accepts_a_plain_profile() => Assert.True(new ProfileUpdateValidator().Validate(Profile()).IsValid);

    [Fact]
    public void Names_the_field_that_is_wrong()
    {
        Check(p => p.ClerkUserId = "maria", nameof(ProfileUpdate.ClerkUserId));
        Check(p => p.Username = "Dashboard", nameof(ProfileUpdate.Username));
        Check(p => p.SocialLinks = ["http://linkedin.com/in/maria"], nameof(ProfileUpdate.SocialLinks));
        Check(p => p.SocialLinks = ["https://evil-linkedin.com/in/maria"], nameof(ProfileUpdate.SocialLinks));

        static void Check(Action<ProfileUpdate> change, string field) =>
            Assert.Equal([field], new ProfileUpdateValidator().Validate(Profile(change)).Errors.Keys);
    }

    [Fact]
    public void Nobody_invites_themselves()
    {
        var application = new ExpertApplication(ApplicantClerkId: Given.Expert, "Physiotherapist in Porto", YearsOfPractice: 8, InvitedByClerkId: Given.Expert);
        Assert.Equal([nameof(application.InvitedByClerkId)], application.Validate().Errors.Keys);
        Assert.True((application with { InvitedByClerkId = Given.OtherExpert }).Validate().IsValid);
    }
}
