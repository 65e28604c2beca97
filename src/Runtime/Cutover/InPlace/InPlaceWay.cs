using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Steps;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace;

/// <summary>One database: expand, write both ids, fill, validate, switch reads and writes, contract.</summary>
internal static class InPlaceWay
{
    /// <summary>The steps between the prerequisites and the window, in order.</summary>
    public static IReadOnlyList<CutoverStep> Steps() => Steps(StatementListener.None);

    /// <summary>The same, with somebody who is told of each statement.</summary>
    public static IReadOnlyList<CutoverStep> Steps(StatementListener listener) =>
    [
        new FreezeMapStep(listener), new ExpandStep(listener), new DualWriteStep(listener), new BackFillStep(listener), new ValidateStep(listener), new PoliciesStep(listener),
        SwitchStep.OfReads(listener), SwitchStep.OfWrites(listener), new ConstrainStep(listener), new SoakStep(listener), new ContractStep(listener),
    ];
}
