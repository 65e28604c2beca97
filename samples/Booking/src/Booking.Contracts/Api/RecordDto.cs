using System.Text.Json.Serialization;

namespace Booking.Api;

/// <summary>A decrypted record, for the eyes of its expert and its guest only.</summary>
public sealed record RecordDto(
    Guid Id,
    Guid MeetingId,
    [property: JsonPropertyName("expertClerkUserId")] string ExpertClerkUserId,
    string Content,
    int Version,
    DateTimeOffset LastModifiedAt);

public sealed record RecordRequest(string Content, int? ExpectedVersion = null);
