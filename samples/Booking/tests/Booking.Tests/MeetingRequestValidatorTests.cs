using Booking.Schema.Meetings;

namespace Booking.Tests;

public class MeetingRequestValidatorTests
{
    private readonly MeetingRequestValidator _validator = new();

    [Fact]
    public void Accepts_a_complete_request() => Assert.True(_validator.Validate(Given.Request(), Given.Now).IsValid);

    [Theory]
    [InlineData("")]
    [InlineData("clerk")]
    [InlineData("clerk_")]
    [InlineData("clerk_00 1")]
    public void Refuses_an_expert_that_cannot_exist(string clerkUserId)
    {
        var result = _validator.Validate(Given.Request(clerkUserId: clerkUserId), Given.Now);
        Assert.Equal([nameof(MeetingRequest.ClerkUserId)], result.Errors.Keys);
    }

    [Fact]
    public void Collects_everything_that_is_wrong()
    {
        var request = Given.Request() with { GuestEmail = "ana@example", GuestName = " ", StartTime = Given.Now.AddMinutes(-1), GuestNotes = new string('x', 1001) };
        var result = _validator.Validate(request, Given.Now);
        Assert.Equal(["GuestEmail", "GuestName", "GuestNotes", "StartTime"], result.Errors.Keys.Order());
    }

    [Fact]
    public void Normalizes_address_and_id()
    {
        var request = (Given.Request() with { ClerkUserId = " clerk_001 ", GuestEmail = " Ana@Example.COM " }).Normalized();
        Assert.Equal(("clerk_001", "ana@example.com"), (request.ClerkUserId, request.GuestEmail));
    }

    [Fact]
    public void A_guest_who_cancels_has_to_say_why()
    {
        var byGuest = new CancelMeetingRequest(Guid.NewGuid(), CancelledByClerkUserId: null, Reason: null);
        Assert.False(byGuest.Validate().IsValid);
        Assert.True((byGuest with { Reason = "Flu" }).Validate().IsValid);
        Assert.True((byGuest with { CancelledByClerkUserId = Given.Expert }).Validate().IsValid);
    }
}
