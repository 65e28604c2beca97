using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

[Index(nameof(Status), nameof(ScheduledFor)), Index(nameof(PaymentIntentId), IsUnique = true)]
public class PaymentTransfersTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public Guid MeetingId { get; set; }
    public string ExpertWorkosUserId { get; set; } = "";
    public string ExpertConnectAccountId { get; set; } = "";
    public string PaymentIntentId { get; set; } = "";

    /// <summary>What the expert gets: the price less the platform's fee.</summary>
    public int AmountInCents { get; set; }
    public int PlatformFeeInCents { get; set; }
    public string Currency { get; set; } = "eur";
    public TransferStatus Status { get; set; }
    public DateTimeOffset ScheduledFor { get; set; }
    public string? TransferId { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
}
