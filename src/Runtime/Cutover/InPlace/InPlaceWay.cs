using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace;

/// <summary>One database: expand, write both ids, fill, validate, switch reads and writes, contract.</summary>
internal static class InPlaceWay
{
    /// <summary>The steps between the prerequisites and the window, in order.</summary>
    public static IReadOnlyList<CutoverStep> Steps() => [];
}
