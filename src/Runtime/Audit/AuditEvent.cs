namespace Clerk2WorkOS.Audit;

/// <summary>One event as it will be written; nothing in it changes after the call.</summary>
internal sealed record AuditEvent(
    Guid Id,
    DateTime CreatedAt,
    AuditContext Context,
    string Action,
    string ResourceType,
    string ResourceId,
    string? Changes,
    string? Metadata)
{
    /// <summary>For who waits until the row is committed.</summary>
    public TaskCompletionSource? Written { get; init; }
}
