using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>One row an audited action; there is no update and no delete.</summary>
[Index(nameof(OrgId), nameof(CreatedAt)), Index(nameof(ResourceType), nameof(ResourceId))]
public class AuditLogsTable
{
    public Guid Id { get; set; }

    /// <summary>Empty where the system acted on its own, such as in a webhook.</summary>
    public string? WorkosUserId { get; set; }
    public Guid? OrgId { get; set; }
    public string Action { get; set; } = "";
    public string ResourceType { get; set; } = "";
    public string ResourceId { get; set; } = "";
    public string? Changes { get; set; }
    public string? Metadata { get; set; }
    public string? IpAddress { get; set; }
    public string? UserAgent { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
