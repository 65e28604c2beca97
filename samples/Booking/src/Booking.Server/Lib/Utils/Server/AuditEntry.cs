namespace Booking.Lib.Utils.Server;

/// <summary>One audited action, as it is stored.</summary>
public sealed record AuditEntry(
    string? ActorId,
    Guid? OrgId,
    string Action,
    string ResourceType,
    string ResourceId,
    string? Changes,
    string? Metadata,
    string? IpAddress,
    string? UserAgent);

/// <summary>Where audited actions go.</summary>
public interface IAuditStore
{
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default);
}
