using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Everything that moves while the application answers 503.</summary>
internal static class MaintenanceWay
{
    /// <summary>The steps between the prerequisites and the window, in order.</summary>
    public static IReadOnlyList<CutoverStep> Steps() =>
        [new RaiseMaintenance(), new FenceWrites(), new CarryLastChanges(), new RaiseSequences(), new VerifyCopy(), new OpenTarget(), new EndFollowing()];
}
