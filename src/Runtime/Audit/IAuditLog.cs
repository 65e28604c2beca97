namespace Clerk2WorkOS.Audit;

/// <summary>
/// The audit log. Who acts, for which organization, from where and with what comes from the request at the moment of the call
/// (<see cref="IAuditContext"/>); the caller says what happened to what.
/// </summary>
public interface IAuditLog
{
    /// <summary>Records that something was done.</summary>
    /// <param name="action">What is done, such as <c>MEETING_CREATED</c>.</param>
    /// <param name="resourceType">To what kind of thing, such as <c>meeting</c>.</param>
    /// <param name="resourceId">To which one.</param>
    /// <param name="changes">What is different now; turned into JSON during the call, so that it may change afterwards.</param>
    /// <param name="metadata">What else helps to understand it later; turned into JSON during the call.</param>
    /// <param name="cancellationToken">
    /// Stops waiting. Before the event is taken it is then not recorded, and <see cref="OperationCanceledException"/> says so; afterwards it is
    /// recorded all the same.
    /// </param>
    /// <returns>
    /// Done when the event is queued, which is at once unless the queue is full because the database is slow or away: then it waits for room,
    /// and nothing is dropped. With <see cref="AuditDelivery.Written"/>, done when the row is committed.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/>, <paramref name="resourceType"/> or <paramref name="resourceId"/> is null.</exception>
    /// <exception cref="System.Text.Json.JsonException"><paramref name="changes"/> or <paramref name="metadata"/> cannot be turned into JSON.</exception>
    /// <exception cref="NotSupportedException">The same, for a type that JSON has no form for.</exception>
    /// <exception cref="InvalidOperationException">The log has stopped with its host; the event is not recorded.</exception>
    Task LogAuditEvent(
        string action,
        string resourceType,
        string resourceId,
        object? changes = null,
        object? metadata = null,
        CancellationToken cancellationToken = default);
}
