using System.Text.Json;
using Booking.Json;

namespace Booking.Lib.Utils.Server.AuditWorkos;

/// <summary>The audit log. User, organization, address and browser come from <see cref="AuditContext"/>.</summary>
public static class AuditLogger
{
    /// <param name="action">What is done, in capitals.</param>
    /// <param name="resourceType">To what kind of thing.</param>
    /// <param name="resourceId">To which one.</param>
    /// <param name="changes">What is different now; stored as JSON.</param>
    /// <param name="metadata">What else helps to understand it later; stored as JSON.</param>
    public static Task LogAuditEvent(
        string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) =>
        AuditStores.Current?.AppendAsync(Entry(action, resourceType, resourceId, changes, metadata)) ?? Task.CompletedTask;

    /// <inheritdoc cref="LogAuditEvent"/>
    public static Task LogAuditEventAsync(
        string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) =>
        LogAuditEvent(action, resourceType, resourceId, changes, metadata);

    internal static AuditEntry Entry(string action, string resourceType, string resourceId, object? changes, object? metadata)
    {
        var context = AuditContext.Current;
        return new AuditEntry(
            context.WorkosUserId, context.OrgId, action, resourceType, resourceId, Json(changes), Json(metadata), context.IpAddress, context.UserAgent);
    }

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, BookingJson.Options);
}
