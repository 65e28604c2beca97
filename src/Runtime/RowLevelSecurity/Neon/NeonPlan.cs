namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>The Data API as it is, as it is to be, and the calls between the two.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Settings">Everything that this is about, changed or not.</param>
/// <param name="Calls">In their order; none where all is as wanted.</param>
public sealed record NeonPlan(string BranchId, IReadOnlyList<NeonSetting> Settings, IReadOnlyList<NeonCall> Calls)
{
    /// <summary>Providers whose tokens end to be accepted, by name; at that moment, whoever holds one gets 401.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>Whether one of them counts on every branch of the project, and ends on every one.</summary>
    public bool ReplacesEverywhere { get; init; }

    /// <summary>Whether the Data API is off, and is switched on.</summary>
    public bool SwitchesOn { get; init; }

    /// <summary>The schemas that are exposed, or will be.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Ids of the branch's computes, <c>ep-…</c>: the first word of their hosts.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>What no call of this plan mends.</summary>
    public IReadOnlyList<NeonFinding> Findings { get; init; } = [];

    /// <summary>Where the Data API is; null while it is off.</summary>
    public string? Url { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsAsWanted => Calls.Count == 0;
}

/// <summary>One setting.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Before">Its value; null where it has none.</param>
/// <param name="After">The value that it gets.</param>
public sealed record NeonSetting(string Name, string? Before, string? After)
{
    /// <summary>Whether it changes.</summary>
    public bool Changes => Before != After;
}

/// <summary>A call of Neon's management API, without the key.</summary>
/// <param name="Method"><c>GET</c>, <c>POST</c>, <c>PATCH</c> or <c>DELETE</c>.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Body">JSON; null where there is none.</param>
public sealed record NeonCall(string Method, string Address, string? Body = null)
{
    /// <summary>Method, address and body in one line.</summary>
    public override string ToString() => Body is null ? $"{Method} {Address}" : $"{Method} {Address} {Body}";
}
