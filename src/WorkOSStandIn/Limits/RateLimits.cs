using System.Collections.Concurrent;

namespace Clerk2WorkOS.Testing;

/// <summary>The live limits (workos.com/docs/reference/rate-limits), each over a window that slides.</summary>
internal sealed class RateLimits
{
    private const int MostSubjects = 10_000;
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly WorkOSStandInOptions _options;
    private readonly SlidingWindow _reads;
    private readonly SlidingWindow _writes;
    private readonly ConcurrentDictionary<string, SlidingWindow> _keys = new();
    private readonly ConcurrentDictionary<string, SlidingWindow> _deletions = new();
    private readonly ConcurrentDictionary<(string Action, string Subject), SlidingWindow> _subjects = new();

    public RateLimits(WorkOSStandInOptions options)
    {
        _options = options;
        Enforced = options.EnforceLimits;
        _reads = Window(1000, TenSeconds);
        _writes = Window(500, TenSeconds);
    }

    /// <summary>Off while a seed is read.</summary>
    public bool Enforced { get; set; }

    /// <summary>How the request is refused; none when it is let through. What needs no API key counts as one key.</summary>
    public Answer? Take(ApiRoute route, string? key)
    {
        if (!Enforced)
            return null;
        var wait = _keys.GetOrAdd(key ?? "", _ => Window(6000, Minute)).Take();
        if (wait is null && route.Limit == LimitClass.UserManagementRead)
            wait = _reads.Take();
        else if (wait is null && route.Limit == LimitClass.UserManagementWrite)
            wait = _writes.Take();
        else if (wait is null && route.Limit == LimitClass.OrganizationDelete)
            wait = _deletions.GetOrAdd(key ?? "", _ => Window(50, Minute)).Take();
        return Refuse(wait);
    }

    /// <summary>Ten sign-ins a minute for one address or challenge.</summary>
    public Answer? TakeSignIn(string subject) => Take("authenticate", subject, 10);

    /// <summary>Three mails a minute of one kind for one address or user.</summary>
    public Answer? TakeMail(MailKind kind, string subject) => Take(kind.ToString(), subject, 3);

    private Answer? Take(string action, string subject, int allowed)
    {
        if (!Enforced)
            return null;
        if (_subjects.Count > MostSubjects)
            ForgetIdle();
        return Refuse(_subjects.GetOrAdd((action, subject.ToUpperInvariant()), _ => Window(allowed, Minute)).Take());
    }

    private void ForgetIdle()
    {
        foreach (var (subject, window) in _subjects)
        {
            if (window.IsIdle())
                _subjects.TryRemove(subject, out _);
        }
    }

    private Answer? Refuse(TimeSpan? wait) => wait is { } time
        ? Refusal.TooMany(_options.SendRetryAfter ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : null)
        : null;

    private SlidingWindow Window(int allowed, TimeSpan length) =>
        new(Math.Max(1, (int)Math.Min(allowed * _options.LimitScale, 10_000_000)), length, _options.TimeProvider);
}

/// <summary>Enforces nothing until it is disposed, and then what was enforced before.</summary>
internal sealed class LimitPause : IDisposable
{
    private readonly RateLimits _limits;
    private readonly bool _before;

    public LimitPause(RateLimits limits)
    {
        (_limits, _before) = (limits, limits.Enforced);
        limits.Enforced = false;
    }

    public void Dispose() => _limits.Enforced = _before;
}

/// <summary>Which limit a route falls under, beside the one for all requests.</summary>
internal enum LimitClass
{
    None,
    UserManagementRead,
    UserManagementWrite,
    OrganizationDelete,
}
