using System.Security.Cryptography;
using Booking.Server.Records;
using Booking.Web.Endpoints;

namespace Booking.Tests;

public class RecordTests
{
    [Theory]
    [InlineData("clerk_001", null, UserRole.Expert, MeetingStatus.Confirmed, RecordRight.Write)]
    [InlineData("clerk_002", null, UserRole.TopExpert, MeetingStatus.Completed, RecordRight.None)]
    [InlineData(null, "ANA@example.com", UserRole.Guest, MeetingStatus.Completed, RecordRight.Read)]
    [InlineData(null, "ana@example.com", UserRole.Guest, MeetingStatus.Confirmed, RecordRight.None)]
    [InlineData("clerk_001", "ana@example.com", UserRole.Admin, MeetingStatus.Completed, RecordRight.None)]
    public void Belongs_to_expert_and_guest(string? clerkUserId, string? email, UserRole role, MeetingStatus status, RecordRight expected)
    {
        var reader = new RecordReader(clerkUserId, VerifiedEmail: email, role);
        Assert.Equal(expected, RecordAccess.RightOf(reader, Given.Meeting(status: status)));
    }

    [Fact]
    public void Own_meetings_come_first()
    {
        var reader = new RecordReader(ClerkUserId: Given.Expert, VerifiedEmail: "ana@example.com", UserRole.Expert);
        MeetingTable[] meetings = [Given.Meeting(Given.OtherExpert, MeetingStatus.Completed), Given.Meeting(Given.Expert), Given.Meeting(Given.OtherExpert)];
        Assert.Equal([Given.Expert, Given.OtherExpert], RecordAccess.Visible(reader, meetings).Select(meeting => meeting.ClerkUserId));
    }

    [Fact]
    public void The_content_opens_only_for_its_meeting()
    {
        var cipher = new RecordCipher(RandomNumberGenerator.GetBytes(32));
        var meetingId = Guid.NewGuid();
        var secret = cipher.Encrypt("Dor lombar há três dias", meetingId);
        Assert.Equal("Dor lombar há três dias", cipher.Decrypt(secret, meetingId));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(secret, Guid.NewGuid()));
    }

    [Fact]
    public void A_record_has_a_length_limit()
    {
        Assert.NotNull(AppointmentRecordEndpoints.Check(new("")));
        Assert.NotNull(AppointmentRecordEndpoints.Check(new(new string('x', AppointmentRecordEndpoints.MaxLength + 1))));
        Assert.Null(AppointmentRecordEndpoints.Check(new("Better.")));
    }
}
