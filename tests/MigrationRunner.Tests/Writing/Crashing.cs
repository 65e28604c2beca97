using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Runs that write, cut off at any step of the disk.</summary>
internal static class Crashing
{
    /// <summary>Whether all steps were done; from the one to crash at nothing reaches the disk any more.</summary>
    public static bool IsFinished(Action<Disk> run, int crashAt)
    {
        var step = 0;
        try
        {
            run(new Disk(() =>
            {
                if (Interlocked.Increment(ref step) > crashAt)
                    throw new Crash();
            }));
            return true;
        }
        catch (Crash)
        {
            return false;
        }
    }

    /// <summary>What <c>undo</c> does, on a disk that may crash.</summary>
    public static void Undo(TemporaryFolder folder, Disk disk)
    {
        using var journal = JournalFolder.Open(folder.Root, disk);
        if (journal.Unfinished is null && journal.Last is not null)
            journal.Reopen();
        if (journal.Unfinished is { } unfinished)
            new RollBack(journal, unfinished).Run();
    }

    private sealed class Crash : Exception;
}
