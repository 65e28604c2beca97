namespace Booking.Lib.Utils.Server.AuditWorkos;

/// <summary>The audit log for classes that get their collaborators injected.</summary>
public interface IAuditTrail
{
    /// <inheritdoc cref="AuditLogger.LogAuditEvent"/>
    Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null);
}

public sealed class AuditTrail(IAuditStore store) : IAuditTrail
{
    public Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) =>
        store.AppendAsync(AuditLogger.Entry(action, resourceType, resourceId, changes, metadata));
}
