using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Moves every row, as <c>data run</c> does, and compares as <c>data verify</c> does.</summary>
internal sealed class DataStep : RehearsalStep
{
    /// <summary>What the plan finds out about the server, which here is the rehearsal's own.</summary>
    private static readonly string[] OfTheServer = ["wal_level", "replication_role", "replication_slots", "wal_cap"];

    public override string Name => "data";

    public override bool CanRun(RehearsalScene scene) => scene.HasUsers;

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        await using var migration = new DataMigration(scene.Legacy!, scene.Target!, await scene.DataOptionsAsync(cancellationToken));
        var plan = await migration.PlanAsync(cancellationToken);
        foreach (var problem in plan.Problems.Where(problem => plan.IsBlocked || problem.IsBlocking))
            Add(scene, problem, wouldFail: true);
        scene.CanFollow = !plan.Following.Any(problem => problem.IsBlocking && !OfTheServer.Contains(problem.Code));
        foreach (var problem in plan.Following.Where(problem => !OfTheServer.Contains(problem.Code)))
            Add(scene, problem, problem.IsBlocking && scene.Options.Way == CutoverWay.BlueGreen);
        foreach (var hidden in plan.HiddenIds)
        {
            scene.Record.Add(new RehearsalFinding(
                Name, "hidden_ids", $"Clerk ids in {hidden.Table}.{hidden.Column}{(hidden.IsRewritten ? ", which are replaced" : ", which stay as they are")}.",
                hidden.IsRewritten ? null : "Name the column in the mapping file to have them replaced, or look them up in the id map (IClerkIdMap).", WouldFail: false)
            {
                Count = hidden.Rows,
                Examples = hidden.Paths,
            });
        }

        if (plan.IsBlocked)
            return "No row was moved: 'data run' would refuse to begin.";
        return await MoveAsync(scene, migration, cancellationToken);
    }

    private async Task<string> MoveAsync(RehearsalScene scene, DataMigration migration, CancellationToken cancellationToken)
    {
        var progress = scene.Progress("rows");
        DataResult result;
        try
        {
            result = await migration.RunAsync(new ProgressShown(progress), cancellationToken);
        }
        finally
        {
            progress.End();
        }

        var rate = result.Elapsed > TimeSpan.Zero ? result.RowsOfThisRun / result.Elapsed.TotalSeconds : 0;
        scene.Record.Add(new LiveTime("rows", result.Elapsed, $"{ReportText.Of(result.RowsOfThisRun)} rows at {ReportText.Of((long)rate)} a second, as measured here"));
        scene.Record.AddFact("rows", "Rows moved", result.Tables.Sum(table => table.Written));
        scene.Record.AddFact("rowsRejected", "Rows rejected", result.Rejected);
        scene.Record.AddFact("rowsPerSecond", "Rows a second", (long)rate);
        foreach (var leftover in result.Leftovers)
            Add(scene, leftover, wouldFail: true);
        foreach (var reject in result.OpenRejects)
        {
            scene.Record.Add(new RehearsalFinding(Name, reject.Reason, $"Rows of {reject.Source} that cannot move.", "The guide on moving data says what each reason asks for.", WouldFail: true)
            {
                Count = reject.Rows,
                Examples = reject.Examples,
            });
        }

        scene.HasRows = result.Rejected == 0 && result.Leftovers.Count == 0;
        await VerifyAsync(scene, migration, cancellationToken);
        return $"{ReportText.Of(result.Tables.Sum(table => table.Written))} rows of {result.Tables.Count} tables moved, {ReportText.Of(result.Rejected)} could not.";
    }

    private async Task VerifyAsync(RehearsalScene scene, DataMigration migration, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var verification = await migration.VerifyAsync(cancellationToken);
        scene.Record.Add(new LiveTime("comparing rows", TimeProvider.System.GetElapsedTime(began), "measured"));
        // What was rejected or left behind is said already, reason by reason.
        foreach (var finding in verification.Findings.Where(finding => finding.Code != "open_rejects" && !scene.Record.Findings.Any(said => said.Sentence == finding.Sentence)))
        {
            scene.Record.Add(new RehearsalFinding(Name, finding.Code, finding.Table is null ? finding.Sentence : $"{finding.Table}: {finding.Sentence}", finding.Command, finding.IsMismatch)
            {
                Count = finding.Count,
                Examples = finding.Examples,
            });
        }
    }

    private void Add(RehearsalScene scene, PlanProblem problem, bool wouldFail) => scene.Record.Add(new RehearsalFinding(Name, problem.Code, problem.Sentence, null, wouldFail)
    {
        Count = problem.Count,
        Examples = problem.Examples,
    });

    /// <summary>Told at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class ProgressShown(CountedProgress progress) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => progress.Show(value.Rows, Math.Max(value.Rows, value.TotalRows), value.Rejected);
    }
}
