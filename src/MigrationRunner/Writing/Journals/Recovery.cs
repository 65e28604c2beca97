using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>
/// Rolls back a run that ended in the middle. Back and not forward, so that the same command then does, and reports, what it would have done the first time.
/// </summary>
internal static class Recovery
{
    /// <summary>What is said of such a run where nothing may be written.</summary>
    public static string? Remark(string root) => JournalFolder.HasUnfinished(root)
        ? "an earlier run ended in the middle, or is still under way, so that files may be partly rewritten; the next run in place or 'clerk2workos undo' puts them back."
        : null;

    /// <returns>What was done, as sentences.</returns>
    /// <exception cref="CannotRunException">Somebody has edited one of the files since.</exception>
    public static ImmutableArray<string> Run(JournalFolder folder)
    {
        if (folder.Unfinished is not { } journal)
            return [];

        var back = new RollBack(folder, journal);
        if (!back.Edited.IsEmpty)
            throw new CannotRunException($"An earlier run ended in the middle, and since then somebody edited {Sentence.List(back.Edited)}; nothing was written. 'clerk2workos undo --force' puts back the rest and leaves that alone.");
        var remarks = back.Run();
        return [$"an earlier run ended in the middle; {(back.Written.IsEmpty ? "it had written nothing." : $"what it had written was put back ({Sentence.List(back.Written)}).")}", .. remarks];
    }
}
