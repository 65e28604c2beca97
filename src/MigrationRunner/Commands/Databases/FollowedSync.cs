using System.Globalization;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>One sync after the other until Ctrl+C, with a line for each that changed something.</summary>
internal sealed class FollowedSync(UserMigration migration, bool onlyEvents, TimeSpan every, Surroundings surroundings)
{
    private int _passes;

    /// <summary>Comes to no other end than an interruption, unless the first pass fails: what fails later is told, and tried again by the next.</summary>
    /// <exception cref="CannotRunException">The first pass could not run.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await PassAsync(cancellationToken);
                await Task.Delay(every, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await surroundings.Error.WriteLineAsync($"clerk2workos: interrupted after {ReportText.Of(_passes)} pass{(_passes == 1 ? "" : "es")}; the same command goes on from there.");
            return ExitCode.Interrupted;
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Nothing is asked of WorkOS while Clerk tells nothing.
            if (_passes == 0 || !onlyEvents || await migration.CountOpenEventsAsync(cancellationToken) > 0)
            {
                var result = await migration.SyncAsync(progress: null, cancellationToken);
                if (result.HasChanges)
                    await SayAsync(surroundings.Output, TextOf(result));
            }

            _passes++;
        }
        catch (Exception failure) when (_passes > 0 && MigrationRun.SentenceOf(failure) is { } sentence)
        {
            _passes++;
            await SayAsync(surroundings.Error, sentence);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && MigrationRun.SentenceOf(failure) is { } sentence)
        {
            throw new CannotRunException(sentence, failure);
        }
    }

    private static async Task SayAsync(TextWriter writer, string text)
    {
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC: {text}"));
        await writer.FlushAsync();
    }

    private static string TextOf(UserSyncResult result)
    {
        (int Number, string What)[] parts =
        [
            (result.Run.Moved, "moved"), (result.Changed, "changed"), (result.Passwords, "with another password"), (result.Banned, "banned"), (result.Restored, "restored"),
            (result.Deleted, "deleted"), (result.Memberships, result.Memberships == 1 ? "membership" : "memberships"), (result.Organizations, result.Organizations == 1 ? "organization" : "organizations"),
            (result.Run.OpenRejects.Count, "rejected"), (result.OpenEvents, result.OpenEvents == 1 ? "webhook waits" : "webhooks wait"),
        ];
        return string.Join(", ", parts.Where(part => part.Number > 0).Select(part => $"{ReportText.Of(part.Number)} {part.What}"));
    }
}
