using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Database;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>How <c>fix</c> writes: in place with a way back, or into its copy.</summary>
internal static class FixWriting
{
    /// <summary>The way back of a run in place, made sure of before it begins; what an earlier one left in the middle comes first.</summary>
    public static async Task<JournalFolder?> OpenAsync(FixRequest request, string root, RunProgress progress, CancellationToken cancellationToken)
    {
        if (request.Output is not null || request.IsDryRun)
        {
            if (Recovery.Remark(root) is { } unfinished)
                progress.Remark(unfinished);
            return null;
        }

        var journal = JournalFolder.Open(root, new Disk());
        try
        {
            foreach (var sentence in Recovery.Run(journal))
                progress.Remark(sentence);
            string[] own = [.. request.Source.Reports, .. request.Diff is null ? [] : new[] { request.Diff }];
            if (!request.Force && await GitGuard.CheckAsync(root, own, cancellationToken) is { } remark)
                progress.Remark(remark);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>What <c>--max-changes</c> is for.</summary>
    public static void RefuseSurprise(FixRequest request, ImmutableArray<PlannedFile> planned)
    {
        var edits = planned.Sum(file => file.Changes.Length);
        if (edits > request.MaximumChanges)
            throw new CannotRunException($"There would be {Words.Count(edits, "edit")} in {Words.Count(planned.Length, "file")}, more than --max-changes {request.MaximumChanges}; nothing was written.");
    }

    /// <summary>The code first, since the database step builds it; where that fails, the code is put back.</summary>
    public static async Task<ImmutableArray<string>> WriteAsync(
        ImmutableArray<PlannedFile> planned, GuestColumnsStep database, JournalFolder? journal, RunProgress progress, CancellationToken cancellationToken)
    {
        await database.CheckAsync(cancellationToken);
        progress.Phase("Writing");
        if (journal is null)
        {
            OutputCopy.Write(planned, cancellationToken);
            return (await database.RunAsync(OutputCopy.Write, cancellationToken)).Sentences;
        }

        if (planned.IsEmpty)
            return database.Announced;
        var run = JournaledRun.Write(journal, planned, cancellationToken);
        try
        {
            if (!database.Announced.IsEmpty)
                progress.Phase("Database");
            run.Expect(database.Snapshots, database.Migrations);
            var (sentences, made) = await database.RunAsync(run.Make, cancellationToken);
            run.Finish([.. made, .. database.Snapshots]);       // a first migration makes a snapshot, too
            return sentences;
        }
        catch (Exception failure)
        {
            run.PutBack();
            if (failure is CannotRunException or IOException or UnauthorizedAccessException)
                throw new CannotRunException($"{Sentence.Of(failure)} The code was put back, nothing was written.", failure);
            throw;
        }
    }
}
