using Clerk2WorkOS.Cutover.Window;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Opens and closes the gate of one side outside of a cut-over: before the middleware is deployed for the first time, to try it, and in an emergency.</summary>
public static class GateByHand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the gate's tables where they are missing, gives a role its rights, sets the gate, and waits for the instances.</summary>
    /// <param name="side">The side's database, as a role that may create the schema <c>clerk2workos</c>.</param>
    /// <param name="state">How it shall be.</param>
    /// <param name="appRole">The role that the side's application logs in as; null where it has its rights.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many instances there are, and a sentence on those that do not follow; null where all do.</returns>
    public static async Task<(int Instances, string? Laggards)> SetAsync(NpgsqlDataSource side, GateState state, string? appRole = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(side);
        await GateControl.EnsureAsync(side, cancellationToken).ConfigureAwait(false);
        if (appRole is not null)
            await GateControl.GrantAsync(side, appRole, cancellationToken).ConfigureAwait(false);
        var epoch = await GateControl.SetAsync(side, state, cancellationToken).ConfigureAwait(false);
        string? laggards = null;
        try
        {
            await GateControl.WaitForInstancesAsync(side, epoch, Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (CutoverException late)
        {
            laggards = late.Message;
        }

        return ((await SideSignals.ReadAsync(side, cancellationToken).ConfigureAwait(false)).Instances, laggards);
    }
}
