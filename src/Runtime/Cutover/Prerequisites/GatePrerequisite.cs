using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Cutover.Window;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>The application that serves now follows its gate: the middleware is deployed.</summary>
internal sealed class GatePrerequisite : Prerequisite
{
    public override string Name => "gate";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var serving = await SideSignals.ReadAsync(context.Legacy ?? context.Target, cancellationToken).ConfigureAwait(false);
        return serving.Instances > 0
            ? $"{serving.Instances} instances of the application follow their gate."
            : throw new CutoverException("No instance of the application follows its gate: deploy it with UseCutoverGate first.");
    }
}
