using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Two databases: follow, fence, drain, flip, and follow backwards.</summary>
internal static class BlueGreenWay
{
    /// <summary>The steps between the prerequisites and the window, in order.</summary>
    public static IReadOnlyList<CutoverStep> Steps() => [];
}
