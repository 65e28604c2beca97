using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace.Keeping;

/// <summary>The plan as the first step kept it.</summary>
internal static class KeptPlan
{
    public const string Step = "freeze-map";

    private const string Name = "plan";

    public static Task KeepAsync(CutoverContext context, InPlacePlan? plan, CancellationToken cancellationToken) => context.Memory.KeepAsync(Step, Name, plan?.ToJson(), cancellationToken);

    public static async Task<InPlacePlan?> FindAsync(CutoverContext context, CancellationToken cancellationToken) =>
        await context.Memory.FindAsync(Step, Name, cancellationToken).ConfigureAwait(false) is { } json ? InPlacePlan.Parse(json) : null;

    /// <summary>The kept plan; before the first step the one that it would keep.</summary>
    public static async Task<InPlacePlan> ReadAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, cancellationToken).ConfigureAwait(false) is { } kept)
            return kept;
        var connection = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return (await InPlacePlanner.PlanAsync(connection, context.Options, cancellationToken).ConfigureAwait(false)).Plan;
    }
}
