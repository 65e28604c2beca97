using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS;

/// <summary>Everything that the companion library can be told, part by part.</summary>
public sealed class Clerk2WorkOSOptions
{
    /// <summary>How the application speaks with WorkOS.</summary>
    public WorkOSOptions WorkOS { get; internal init; } = new();

    /// <summary>How guests are registered. What is left as it is, all of it, counts as an application without guests.</summary>
    public GuestOptions Guests { get; internal init; } = new();

    /// <summary>How the audit log is written. Without a word about its database it counts as an application without an audit log; <c>AddWorkOSAudit</c> asks for one by name.</summary>
    public AuditOptions Audit { get; internal init; } = new();
}
