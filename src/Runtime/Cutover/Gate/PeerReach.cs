using Clerk2WorkOS.Cutover.Window;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Whether requests would arrive if the old application passed them on to the new one now.</summary>
internal static class PeerReach
{
    /// <summary>What stands in the way; empty where all is well, and where nothing is behind the old gate.</summary>
    /// <param name="old">The database whose gate passes on.</param>
    /// <param name="new">The database behind the application that is to serve.</param>
    /// <param name="mustForward">Whether an instance that cannot pass on is in the way; otherwise its callers are answered 503, as the operator is told.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IReadOnlyList<string>> ObstaclesAsync(NpgsqlDataSource old, NpgsqlDataSource @new, bool mustForward, CancellationToken cancellationToken)
    {
        var left = await SideSignals.ReadAsync(old, cancellationToken).ConfigureAwait(false);
        if (left.Instances == 0 && mustForward)
            return [];
        if ((await SideSignals.ReadAsync(@new, cancellationToken).ConfigureAwait(false)).Instances == 0)
            return ["No instance of the new application follows the target's gate: deploy it with UseCutoverGate, and give the same command again."];
        if (mustForward && !left.HasPeer)
            return ["Not every instance of the old application knows where the new one is, and would answer 503 behind the switch: set PeerAddress of its gate."];
        return left.HasPeer && left.Unanswered > 0
            ? [$"{left.Unanswered} of {left.Instances} instances of the old application get no answer from the new one, so that what they pass on would fail; their logs say why (event 267)."]
            : [];
    }
}
