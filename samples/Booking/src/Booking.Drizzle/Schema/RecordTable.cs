using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

/// <summary>What an expert writes down about an appointment. The content is encrypted before it gets here.</summary>
[Table("records")]
public class RecordTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("meeting_id")] public Guid MeetingId { get; set; }
    [Column("expert_clerk_user_id"), MaxLength(64)] public string ExpertClerkUserId { get; set; } = "";
    [Column("guest_email")] public string GuestEmail { get; set; } = "";
    [Column("encrypted_content")] public byte[] EncryptedContent { get; set; } = [];
    [Column("version")] public int Version { get; set; } = 1;
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }
    [Column("last_modified_at")] public DateTimeOffset LastModifiedAt { get; set; }
}
