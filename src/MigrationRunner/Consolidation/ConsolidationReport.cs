using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>What is said of a consolidation.</summary>
internal sealed class ConsolidationReport(ConsolidationResult plan, SchemaMoves moves, ConsolidationFiles files, ConsolidationStep step, string root)
{
    /// <summary>As the JSON report has it.</summary>
    public const string Command = "schema consolidate";

    public RunReport Of(FixRequest request, string solution, FoundFiles found)
    {
        var shown = new ReportBuilder(root);
        return new RunReport
        {
            Command = Command,
            Solution = solution,
            IsDryRun = request.IsDryRun,
            ExitCode = ExitCode.Done,
            Findings = [.. shown.Findings(plan.Listed.AddRange(files.Listed), found).Select(finding => request.IsDryRun ? finding : finding with { Path = PathNow(finding.Path) })],
            Contracts = [],
            TakenBack = [],
            Files = [.. files.Planned.Select(file => new ReportedFile(file.ShownPath, file.Changes.Length) { MovedTo = file.Move?.ShownPath })],
            Planned = files.Planned,
            UnloadedProjects = [],
            ErrorsBefore = plan.Renames.IsEmpty ? null : plan.ErrorsBefore,
            ErrorsAfter = plan.Renames.IsEmpty ? null : plan.ErrorsAfter,
            Notes = [.. Notes(request)],
            Verdict = Verdict(request.IsDryRun),
        };
    }

    private string Verdict(bool isDryRun) => (plan.Renames.IsEmpty, plan.IsConsolidated) switch
    {
        (true, true) => $"'{plan.TargetSchema}' is the schema already; 'clerk2workos check' reports whatever still has the name that it had.",
        (true, false) => "There is no legacy schema that could make room; '--step schema' does the rest.",
        (false, true) => $"'{plan.TargetSchema}' {(isDryRun ? "would be" : "is")} the schema{(plan.LegacySchema is { } legacy ? $", '{legacy}' the back-up" : "")}.",
        (false, false) => $"The legacy schema {(isDryRun ? "would make" : "has made")} room. Build and commit that; '--step schema' does the rest.",
    };

    private IEnumerable<string> Notes(FixRequest request)
    {
        foreach (var rename in plan.Renames)
            yield return $"Namespace {rename.From} -> {rename.To}{(rename.IsLegacy ? ", a back-up" : "")}.";
        foreach (var folder in moves.Folders)
            yield return $"Folder {Shown(folder.From)} -> {Shown(folder.To)}, {Words.Count(moves.Files.Keys.Count(file => file.StartsWith(folder.From + Path.DirectorySeparatorChar, StringComparison.Ordinal)), "file")}.";
        foreach (var remark in moves.Remarks)
            yield return remark;
        if (files.Planned.FirstOrDefault(file => Path.GetFileName(file.Path) == GlobalConfigFile.Name) is { } config && plan.IsConsolidated)
            yield return $"Stage 'consolidated' in {config.ShownPath}.";
        if (step == ConsolidationStep.All && moves.Namesakes is { IsEmpty: false } namesakes && GitGuard.WorkTreeOf(request.Output ?? root) is not null)
            yield return $"Committed at once, git takes {Sentence.List(namesakes)} for the legacy file changed, since both sides have one of that name; '--step legacy', a commit, '--step schema' and another keep the history of each.";
    }

    /// <summary>Where a file is that was read at a path.</summary>
    private string PathNow(string shown) => files.Planned.FirstOrDefault(file => file.ShownPath == shown)?.Move?.ShownPath ?? shown;

    private string Shown(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
