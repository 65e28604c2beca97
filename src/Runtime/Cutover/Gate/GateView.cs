namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>The gate as an instance saw it last.</summary>
/// <param name="State">What to do with requests.</param>
/// <param name="Epoch">Which change it is.</param>
/// <param name="RetryAfter">When who is refused may come back.</param>
internal sealed record GateView(GateState State, long Epoch, TimeSpan RetryAfter)
{
    /// <summary>An instance that has never seen its gate serves nobody: it may have started in the middle of a switch, and its database is away in any case.</summary>
    public static readonly GateView Unknown = new(GateState.Maintenance, -1, TimeSpan.FromSeconds(5));

    /// <summary>No cut-over was ever prepared.</summary>
    public static readonly GateView Absent = new(GateState.Open, 0, TimeSpan.FromSeconds(30));
}
