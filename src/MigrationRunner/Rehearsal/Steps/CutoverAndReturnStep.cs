using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.MigrationRunner.Commands.Cutover;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Switches the copies as <c>cutover start</c> does, fence and all, takes it back as <c>cutover rollback</c> does, and looks whether the legacy rows are as they were.</summary>
internal sealed class CutoverAndReturnStep : RehearsalStep
{
    private static readonly string[] Prerequisites = ["backup", "rehearsal", "data", "rls", "workos", "gate"];

    public override string Name => "cut-over";

    public override bool CanRun(RehearsalScene scene) => scene.Options.Way == CutoverWay.InPlace || scene.HasRows;

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        if (scene.Options.Way == CutoverWay.InPlace)
            return "Not tried: within one database the cut-over is tried on a restored back-up of it, with 'clerk2workos cutover start --way in-place' and 'rollback'.";
        var before = await RowPicture.TakeAsync(scene.Legacy!, cancellationToken);
        await using var operation = new CutoverOperation(scene.Target!, scene.Legacy, await OptionsAsync(scene, cancellationToken));
        var plan = await operation.PlanAsync(cancellationToken);
        await StandInAsync(scene.Legacy!, cancellationToken);
        await StandInAsync(scene.Target!, cancellationToken);

        var began = TimeProvider.System.GetTimestamp();
        var switched = await operation.StartAsync(plan.Steps.Last(step => !step.IsFinal).Name, cancellationToken: cancellationToken);
        var there = TimeProvider.System.GetElapsedTime(began);
        scene.Record.Add(new LiveTime(
            scene.Options.Way == CutoverWay.Maintenance ? "cut-over, all of it behind the maintenance page" : "cut-over, while people work",
            there, $"measured without load; {switched.Steps.Count(step => step.State == StepState.Done)} steps"));

        began = TimeProvider.System.GetTimestamp();
        await operation.RollbackAsync(cancellationToken: cancellationToken);
        var back = TimeProvider.System.GetElapsedTime(began);
        scene.Record.Add(new LiveTime("rolling the cut-over back, if it comes to that", back, "measured without load"));
        return Compare(scene, before, await RowPicture.TakeAsync(scene.Legacy!, cancellationToken))
            ? $"Switched by way of {WayOption.NameOf(scene.Options.Way)} in {ReportText.Of(there)} and back in {ReportText.Of(back)}; every legacy row is as it was."
            : "The rollback did not restore the legacy database.";
    }

    /// <summary>What the plan has asked for is known by now, or cannot be asked here: nobody serves on these copies.</summary>
    private static async Task<CutoverOptions> OptionsAsync(RehearsalScene scene, CancellationToken cancellationToken) => new()
    {
        Way = scene.Options.Way,
        Data = await scene.DataOptionsAsync(cancellationToken),
        LastChanges = scene.CanFollow ? DataSyncSource.Replication : DataSyncSource.Comparison,
        Window = TimeSpan.Zero,
        Skipped = Prerequisites.ToDictionary(name => name, _ => "rehearsal", StringComparer.Ordinal),
    };

    /// <summary>An instance of the application that follows every change of its gate: none runs here.</summary>
    private static async Task StandInAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("INSERT INTO clerk2workos.gate_instances VALUES ('rehearsal', 9223372036854775807, 0, now() + interval '30 days', '{\"hasPeer\": true, \"peerAnswers\": true}')", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private bool Compare(RehearsalScene scene, RowPicture before, RowPicture after)
    {
        Find("rollback_rows", "After the rollback these tables of the legacy database have not the rows that they had.", before.DifferencesTo(after));
        Find("rollback_left", "The rollback left this behind in the legacy database.", [.. after.Left.Except(before.Left)]);
        return before.DifferencesTo(after).Count == 0 && !after.Left.Except(before.Left).Any();

        void Find(string code, string sentence, IReadOnlyList<string> examples)
        {
            if (examples.Count > 0)
                scene.Record.Add(new RehearsalFinding(Name, code, sentence, null, WouldFail: true) { Count = examples.Count, Examples = [.. examples.Take(20)] });
        }
    }
}
