using Booking.Drizzle;
using Booking.Drizzle.SchemaWorkos;
using Microsoft.Extensions.DependencyInjection;

namespace Booking.Lib.Utils.Server;

/// <summary>Writes to <c>audit_logs</c> in a scope of its own: an action that is rolled back has still been tried.</summary>
public sealed class DbAuditStore(IServiceScopeFactory scopes, TimeProvider clock) : IAuditStore
{
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.AuditLogsTable.Add(new AuditLogsTable
        {
            Id = Guid.CreateVersion7(),
            WorkosUserId = entry.ActorId,
            OrgId = entry.OrgId,
            Action = entry.Action,
            ResourceType = entry.ResourceType,
            ResourceId = entry.ResourceId,
            Changes = entry.Changes,
            Metadata = entry.Metadata,
            IpAddress = entry.IpAddress,
            UserAgent = entry.UserAgent,
            CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
