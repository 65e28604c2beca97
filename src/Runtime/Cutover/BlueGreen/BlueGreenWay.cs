using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>
/// Two databases: the target follows the legacy database until it is all but level, writes are held for a moment, the rest comes over, and the old application passes everything on to the
/// new one. From then on the legacy database follows the target, so that there is a way back that loses nothing.
/// </summary>
internal static class BlueGreenWay
{
    /// <summary>The steps between the prerequisites and the window, in order.</summary>
    public static IReadOnlyList<CutoverStep> Steps() => [new FollowStep(), new CatchUpStep(), new PrepareReturnStep(), new FlipStep(), new VerifySwitchStep(), new EndReturnStep()];
}
