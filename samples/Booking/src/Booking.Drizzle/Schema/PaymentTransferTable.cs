using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("payment_transfers")]
public class PaymentTransferTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("meeting_id")] public Guid MeetingId { get; set; }
    [Column("expert_clerk_user_id"), MaxLength(64)] public string ExpertClerkUserId { get; set; } = "";
    [Column("expert_connect_account_id")] public string ExpertConnectAccountId { get; set; } = "";
    [Column("payment_intent_id")] public string PaymentIntentId { get; set; } = "";
    [Column("amount_in_cents")] public int AmountInCents { get; set; }
    [Column("platform_fee_in_cents")] public int PlatformFeeInCents { get; set; }
    [Column("currency"), MaxLength(3)] public string Currency { get; set; } = "eur";
    [Column("status")] public TransferStatus Status { get; set; }
    [Column("scheduled_for")] public DateTimeOffset ScheduledFor { get; set; }
    [Column("transfer_id")] public string? TransferId { get; set; }
    [Column("attempts")] public int Attempts { get; set; }
    [Column("last_error")] public string? LastError { get; set; }
}
