using System.Globalization;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary>Runs a command about the cut-over: what is said while it goes on, the report, and what becomes of a failure.</summary>
internal sealed class CutoverRun(Surroundings surroundings, IReadOnlyList<string> reports, Verbosity verbosity, string verb)
{
    public async Task<int> ActAsync(Func<Action<string>, Task<MigrationOutcome>> act, CancellationToken cancellationToken)
    {
        var (began, startedAt) = (TimeProvider.System.GetTimestamp(), DateTimeOffset.UtcNow);
        MigrationOutcome outcome;
        try
        {
            outcome = await act(Say);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await surroundings.Error.WriteLineAsync("clerk2workos: interrupted; 'clerk2workos cutover status' shows where it stands, and the same command goes on from there.");
            return ExitCode.Interrupted;
        }
        catch (CutoverException failure) when (failure.Prerequisites.Count > 0)
        {
            outcome = CutoverReports.Of($"cutover {verb}", failure);
        }
        catch (Exception failure) when (failure is CutoverException || MigrationRun.SentenceOf(failure) is not null)
        {
            throw new CannotRunException(Sentence.Of(failure.Message), failure);
        }

        var document = new ReportDocument(outcome.Command, outcome.Verdict, startedAt, TimeProvider.System.GetElapsedTime(began), outcome.ExitCode) { Facts = outcome.Facts, Tables = outcome.Tables };
        DocumentFiles.Write(reports, document);
        await surroundings.Output.WriteAsync(DocumentConsole.Write(document, verbosity));
        return outcome.ExitCode;
    }

    /// <summary>From the steps and from what runs beside them.</summary>
    private void Say(string sentence)
    {
        if (verbosity == Verbosity.Quiet)
            return;
        lock (surroundings.Error)
        {
            surroundings.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:HH:mm:ss} UTC  {sentence}"));
            surroundings.Error.Flush();
        }
    }
}
