using Booking.Lib.Utils.Server.Audit;

namespace Booking.Server.Security;

/// <summary>An action that happened while the audit store was away.</summary>
public sealed record MissedAction(string ClerkUserId, string Action, string ResourceType, string ResourceId, DateTimeOffset At);

/// <summary>Writes what was missed, the oldest first.</summary>
public sealed class AuditReplay
{
    private readonly Func<string, string, string, string, object?, object?, string?, string?, Task> _write;

    public AuditReplay()
        : this(AuditLogger.LogAuditEvent)
    {
    }

    public AuditReplay(Func<string, string, string, string, object?, object?, string?, string?, Task> write) => _write = write;

    public async Task<int> RunAsync(IEnumerable<MissedAction> missed)
    {
        var written = 0;
        foreach (var (clerkUserId, action, resourceType, resourceId, at) in missed.OrderBy(action => action.At))
        {
            await _write(clerkUserId, action, resourceType, resourceId, null, new { replayed = true, at }, null, null);
            written++;
        }
        return written;
    }
}
