using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.CutoverLoad.Operating;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>
/// Where an operator is killed: in short when a step has done everything and nothing says so yet, which is the hardest; with <c>C2W_SOAK=1</c> also before a step has done anything, and
/// between two.
/// </summary>
internal static class Death
{
    /// <summary>At each of these steps, one death after the other.</summary>
    public static IEnumerable<(string Step, string Point)> At(IEnumerable<string> steps, bool isBack = false) =>
        from step in steps
        from point in !Soak.IsOn ? (string[])["end"] : isBack ? ["begin", "end"] : ["asked", "begin", "end"]
        select (step, point);

    /// <summary>It was killed, and did not end before.</summary>
    public static void AssertOf(OperatorRun run, string step, string point) => Assert.True(run.ExitCode == 137, $"{step} {point}: {string.Join('\n', run.Said)}");

    /// <summary>What <c>status</c> says of the step at which the operator died.</summary>
    public static void AssertSeen(CutoverStatus status, string step, string point) =>
        Assert.Equal(point == "asked" ? StepState.Pending : StepState.Running, status.Steps.Single(seen => seen.Name == step).State);
}
