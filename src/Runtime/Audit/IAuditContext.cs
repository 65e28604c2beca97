namespace Clerk2WorkOS.Audit;

/// <summary>Knows who acts right now. By default from the HTTP request; register another implementation before <c>AddWorkOSAudit</c> for other hosts.</summary>
public interface IAuditContext
{
    /// <summary>Who acts, asked during each call of <see cref="IAuditLog.LogAuditEvent"/>; <see cref="AuditContext.System"/> outside of a request.</summary>
    AuditContext Current { get; }

    /// <summary>Says who acts until the result is disposed of, for everything that is awaited within: a job that runs on a user's behalf, a webhook.</summary>
    /// <param name="context">Who acts; it takes the place of the request's as a whole.</param>
    /// <returns>Ends it; what applied before applies again.</returns>
    IDisposable Begin(AuditContext context);
}
