using Booking.Drizzle;

namespace Booking.Server.Users;

/// <summary>Lets an administrator see a dashboard as its expert sees it.</summary>
public sealed class Impersonation
{
    private readonly string workosUserId;
    private readonly UserRole role;
    private readonly List<(string Viewer, string Target)> _history = [];

    public Impersonation(ICurrentUser viewer)
    {
        workosUserId = viewer.WorkosUserId ?? throw new UnauthorizedAccessException("Sign in first.");
        role = viewer.Role;
    }

    public IReadOnlyList<(string Viewer, string Target)> History => _history;

    /// <summary>The id to work with: the target's for an administrator, one's own for everybody else.</summary>
    public string Resolve(string? requested)
    {
        var clerkUserId = string.IsNullOrWhiteSpace(requested) ? workosUserId : requested.Trim();
        if (clerkUserId == workosUserId)
            return workosUserId;
        if (role is not UserRole.Admin)
            throw new UnauthorizedAccessException("Only administrators look through somebody else's eyes.");
        _history.Add((workosUserId, clerkUserId));
        return clerkUserId;
    }
}
