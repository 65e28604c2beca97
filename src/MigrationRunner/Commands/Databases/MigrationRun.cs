using Clerk2WorkOS.Migration;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>What a command about people or data ends with, before time and rate are added.</summary>
/// <param name="Command">The command.</param>
/// <param name="Verdict">One sentence.</param>
/// <param name="ExitCode">What the process ends with.</param>
internal sealed record MigrationOutcome(string Command, string Verdict, int ExitCode)
{
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    public IReadOnlyList<ReportTable> Tables { get; init; } = [];
}

/// <summary>Runs a command about people or data: progress, the report, and what becomes of a failure.</summary>
internal static class MigrationRun
{
    public static async Task<int> ActAsync(
        Surroundings surroundings, IReadOnlyList<string> reports, Verbosity verbosity, CountedProgress progress, Func<Task<MigrationOutcome>> act, CancellationToken cancellationToken)
    {
        var (began, startedAt) = (TimeProvider.System.GetTimestamp(), DateTimeOffset.UtcNow);
        try
        {
            var outcome = await act();
            progress.End();
            var rate = progress.Rate;
            var document = new ReportDocument(outcome.Command, outcome.Verdict, startedAt, TimeProvider.System.GetElapsedTime(began), outcome.ExitCode)
            {
                Facts = outcome.Facts,
                Tables = outcome.Tables,
                Rate = rate.Points.Count > 1 ? rate : null,
            };
            DocumentFiles.Write(reports, document);
            await surroundings.Output.WriteAsync(DocumentConsole.Write(document, verbosity));
            return outcome.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.End();
            await surroundings.Error.WriteLineAsync($"clerk2workos: interrupted {WhereItStands(progress)}; the same command goes on from there.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (SentenceOf(failure) is { } sentence)
        {
            throw new CannotRunException(sentence, failure);
        }
        finally
        {
            progress.End();
        }
    }

    private static string WhereItStands(CountedProgress progress) =>
        progress.Standing ?? (progress.Rate is { Points: [.., var last], Unit: var unit } ? $"after {ReportText.Of(last.Done)} {unit}" : "before anything was done");

    /// <summary>For a person, without an address, a key or a connection string; null for what nobody foresaw.</summary>
    public static string? SentenceOf(Exception failure) => failure switch
    {
        MigrationException or WorkOSException => Sentence.Of(failure.Message),
        NpgsqlException refused => DatabaseProbe.SentenceOf("PostgreSQL", refused),
        _ => null,
    };
}
