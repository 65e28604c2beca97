using System.Text.Json;
using Booking.Json;

namespace Booking.Lib.Utils.Server.Audit;

/// <summary>The first audit: the caller collects who, from where and with what.</summary>
public static class AuditLogger
{
    /// <param name="workosUserId">Who acts.</param>
    /// <param name="action">What is done, in capitals.</param>
    /// <param name="resourceType">To what kind of thing.</param>
    /// <param name="resourceId">To which one.</param>
    /// <param name="oldValues">How it was; null if it is new.</param>
    /// <param name="newValues">How it is now; null if it is gone.</param>
    /// <param name="ipAddress">From where.</param>
    /// <param name="userAgent">With which browser.</param>
    public static Task LogAuditEvent(
        string workosUserId,
        string action,
        string resourceType,
        string resourceId,
        object? oldValues,
        object? newValues,
        string? ipAddress,
        string? userAgent)
    {
        if (AuditStores.Current is not { } store)
            return Task.CompletedTask;
        return store.AppendAsync(Entry(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent));
    }

    /// <inheritdoc cref="LogAuditEvent"/>
    public static async Task LogAuditEventAsync(
        string workosUserId,
        string action,
        string resourceType,
        string resourceId,
        object? oldValues,
        object? newValues,
        string? ipAddress,
        string? userAgent)
    {
        if (AuditStores.Current is { } store)
            await store.AppendAsync(Entry(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent));
    }

    internal static AuditEntry Entry(
        string actor, string action, string type, string id, object? oldValues, object? newValues, string? ipAddress, string? userAgent) =>
        new(
            ActorId: actor,
            OrgId: null,
            Action: action,
            ResourceType: type,
            ResourceId: id,
            Changes: oldValues is null && newValues is null ? null : JsonSerializer.Serialize(new { oldValues, newValues }, BookingJson.Options),
            Metadata: null,
            IpAddress: ipAddress,
            UserAgent: userAgent);
}
