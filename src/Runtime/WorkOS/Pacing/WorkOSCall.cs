namespace Clerk2WorkOS.WorkOS.Pacing;

/// <summary>What pacing, repeating and error messages have to know about a call.</summary>
/// <param name="Operation">The call in words, for messages and measurements: <c>create user</c>.</param>
/// <param name="Kind">Which limits it counts against.</param>
internal sealed record WorkOSCall(string Operation, CallKind Kind)
{
    /// <summary>Under which the call's own description travels with an HTTP request.</summary>
    public static readonly HttpRequestOptionsKey<WorkOSCall> Key = new("Clerk2WorkOS.Call");

    /// <summary>True if sending it twice is the same as sending it once. Otherwise it is sent again only if it certainly had no effect.</summary>
    public bool Repeatable { get; init; }

    /// <summary>The address that a limit counts by.</summary>
    public string? Address { get; init; }

    /// <summary>What must not come out in an error, whatever WorkOS answers.</summary>
    public IReadOnlyList<Secret?> Secrets { get; init; } = [];

    /// <summary>The time that the call may take; several requests may share it.</summary>
    public required CallBudget Budget { get; init; }

    /// <summary>How many requests were sent.</summary>
    public int Attempts { get; set; }
}
