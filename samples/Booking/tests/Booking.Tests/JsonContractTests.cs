using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Booking.Api;
using Booking.Json;
using Booking.Schema.Meetings;

namespace Booking.Tests;

/// <summary>What clients read. A pinned name is written out here; any other follows the property.</summary>
public class JsonContractTests
{
    private static JsonObject Write<T>(T value) => JsonSerializer.SerializeToNode(value, BookingJson.Options)!.AsObject();

    [Fact]
    public void Metadata_of_a_payment_keeps_its_names()
    {
        var json = Write(MeetingPaymentRequest.From(Given.Request()));
        Assert.Equal(Given.Expert, (string?)json["clerk_user_id"]);
        Assert.Equal("ana@example.com", (string?)json["guest_email"]);
    }

    [Fact]
    public void A_record_keeps_its_names()
    {
        var record = new RecordDto(Guid.NewGuid(), Guid.NewGuid(), ExpertClerkUserId: Given.Expert, "text", 1, Given.Now);
        Assert.Equal(Given.Expert, (string?)Write(record)["expertClerkUserId"]);
    }

    [Fact]
    public void A_synchronized_user_is_read_by_the_providers_names()
    {
        var user = JsonSerializer.Deserialize<UserSyncPayload>("""{"id":"clerk_001","email":"a@b.pt","first_name":"Ana"}""", BookingJson.Options)!;
        Assert.Equal(("clerk_001", "Ana"), (user.ClerkId, user.DisplayName));
        Assert.True(user.Matches(user with { Email = "c@d.pt" }));
        Assert.False(user.Matches(user with { ClerkId = "clerk_002" }));
    }

    [Fact]
    public void An_event_is_written_in_camel_case()
    {
        var json = Write(new EventDto { ClerkUserId = Given.Expert, Name = "First talk", DurationInMinutes = 50 });
        Assert.Equal(Given.Expert, (string?)json[BookingJson.NameOf(nameof(EventDto.ClerkUserId))]);
        Assert.Equal(50, (int?)json["durationInMinutes"]);
    }

    [Fact]
    public void A_request_survives_the_wire()
    {
        var request = Given.Request();
        var json = Write(request);
        Assert.Equal(request.ClerkUserId, (string?)json[BookingJson.NameOf(nameof(request.ClerkUserId))]);
        Assert.Equal(request, json.Deserialize<MeetingRequest>(BookingJson.Options));
    }

    [Fact]
    public void The_widget_says_who_it_acts_for()
    {
        var identity = ClientIdentity.Parse(Encoding.UTF8.GetBytes("""{"aud":"x","sub":"clerk_001"}"""), "tenant");
        Assert.Equal("clerk_001", identity?.ClerkUserId);
        Assert.Null(ClientIdentity.Parse("{}"u8.ToArray(), "tenant"));
    }

    [Fact]
    public void Paths_are_escaped()
    {
        Assert.Equal("/api/experts/clerk_001/events", ApiPaths.Events(clerkUserId: "clerk_001"));
        Assert.Equal("/experts/a%2Fb", ApiPaths.Expert(clerkId: "a/b"));
    }
}
