using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>
/// Gives memory back where one phase of the engine ends and the next begins, which is when most of what is held is held no more: what loading left behind, what was bound to find
/// names, the errors of the whole. Left to itself the collector lets a large solution grow by a quarter more, since nothing else on the machine asks for it.
/// </summary>
internal sealed class LeanProgress(IProgress<RewriteProgress> told) : IProgress<RewriteProgress>
{
    /// <summary>With less than this there is nothing to gain, and a small solution is done in the time of a collection.</summary>
    private const long Worthwhile = 96 * 1024 * 1024;

    private string _phase = "";

    public void Report(RewriteProgress value)
    {
        // Some phases tell from several threads; the first to tell of a new one collects.
        if (value.Phase != _phase && Interlocked.Exchange(ref _phase, value.Phase) != value.Phase)
            GiveBack();
        told.Report(value);
    }

    /// <summary>Collects, where that is worth it.</summary>
    public static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > Worthwhile)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
