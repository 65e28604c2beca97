using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Linting;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Puts the policies into force, attacks them and reviews them, as <c>rls apply</c>, <c>verify</c> and <c>lint</c> do.</summary>
internal sealed class PoliciesStep : RehearsalStep
{
    public override string Name => "policies";

    public override bool CanRun(RehearsalScene scene) => scene.Target is not null;

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        await using var target = NpgsqlDataSource.Create(scene.Target!);
        var described = scene.Options.Policies is { } file ? await RlsModelOptions.ReadAsync(file, cancellationToken) : new RlsModelOptions();
        var options = described with { AppRole = scene.AppRole };
        var script = await RlsScript.CreateAsync(target, await RlsModel.ReadAsync(target, options, cancellationToken), cancellationToken);
        foreach (var note in script.Notes)
            scene.Record.Add(new RehearsalFinding(Name, "policies_note", note, null, WouldFail: false));

        var began = TimeProvider.System.GetTimestamp();
        var applied = await new RlsInstallation(scene.Target!, script).ApplyAsync(cancellationToken: cancellationToken);
        scene.Record.Add(new LiveTime("indexes and policies", TimeProvider.System.GetElapsedTime(began), $"measured; {applied.Indexes} indexes, {applied.Policies} policies"));
        if (applied.Indexes > 0)
        {
            scene.Record.Add(new RehearsalFinding(
                Name, "indexes_missing", "Indexes behind the policies' columns are missing in the target; 'rls apply' makes them beside readers and writers.", null, WouldFail: false)
            {
                Count = applied.Indexes,
            });
        }

        began = TimeProvider.System.GetTimestamp();
        var matrix = await new RlsVerification(scene.Target!, await RlsModel.ReadAsync(target, options, cancellationToken)).RunAsync(cancellationToken);
        scene.Record.Add(new LiveTime("attacking the policies", TimeProvider.System.GetElapsedTime(began), "measured"));
        foreach (var cells in matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).GroupBy(cell => (cell.Table, cell.Verdict)))
            scene.Record.Add(Of(cells.Key.Table, cells.Key.Verdict, [.. cells]));

        var review = await RlsLinter.LintAsync(target, new LintOptions { Schema = options.Schema, AppRole = scene.AppRole }, cancellationToken);
        foreach (var finding in review.Findings)
            scene.Record.Add(new RehearsalFinding(Name, finding.Id, $"{finding.Place}: {finding.Reason}", finding.Fix.ReplaceLineEndings(" "), finding.Severity != LintSeverity.Info));
        return $"{applied.Policies} policies on {applied.Tables.Count} tables; {ReportText.Of(matrix.Attempts)} attacks, {ReportText.Of(matrix.Count(RlsVerdict.Leaked))} kinds of them leaked.";
    }

    private RehearsalFinding Of(string table, RlsVerdict verdict, IReadOnlyList<RlsCell> cells)
    {
        var (code, sentence) = verdict switch
        {
            RlsVerdict.Leaked => ("leaked", "people got what the rules do not give"),
            RlsVerdict.TooStrict => ("too_strict", "people were refused what the rules give"),
            _ => ("not_tried", "attacks could not be tried"),
        };
        return new(Name, code, $"{table}: {sentence}.", "'clerk2workos rls verify' shows the whole matrix; --policies says who may see what.", WouldFail: true)
        {
            Count = cells.Count,
            Examples = [.. cells.SelectMany(cell => cell.Details).Distinct(StringComparer.Ordinal).Take(20)],
        };
    }
}
