namespace Booking.Lib.Utils.Server.Audit;

/// <summary>The first audit for classes that get their collaborators injected.</summary>
public interface IAuditTrail
{
    Task LogAuditEvent(
        string workosUserId,
        string action,
        string resourceType,
        string resourceId,
        object? oldValues,
        object? newValues,
        string? ipAddress,
        string? userAgent);
}

/// <inheritdoc/>
public sealed class AuditTrail(IAuditStore store) : IAuditTrail
{
    public Task LogAuditEvent(
        string workosUserId,
        string action,
        string resourceType,
        string resourceId,
        object? oldValues,
        object? newValues,
        string? ipAddress,
        string? userAgent) =>
        store.AppendAsync(AuditLogger.Entry(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent));
}
