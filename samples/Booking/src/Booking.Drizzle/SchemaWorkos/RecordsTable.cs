using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>What an expert writes down about an appointment. The content is encrypted before it gets here.</summary>
[Index(nameof(MeetingId)), Index(nameof(ExpertWorkosUserId))]
public class RecordsTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public Guid MeetingId { get; set; }
    public string ExpertWorkosUserId { get; set; } = "";
    public string GuestEmail { get; set; } = "";
    public byte[] EncryptedContent { get; set; } = [];

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset LastModifiedAt { get; set; }
}
