using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The report for programs. Schema version 1; members are added within a version, never taken away or changed in meaning:
/// <code>
/// schemaVersion  1
/// command        "fix" | "check" | "schema consolidate"
/// solution       file name
/// dryRun         bool
/// partial        bool: only chosen rules or files were looked at
/// exitCode       0 | 1
/// summary        filesChanged, edits, fixed (fix) or fixable (check), listed, info, takenBack,
///                errorsBefore and errorsAfter (numbers, or null when not counted)
/// rules[]        id, fixed or fixable, listed, info                            by id
/// findings[]     rule, status ("fixed" | "fixable" | "listed" | "info"), path, line, column, endLine, endColumn (from 1),
///                message, reason (or null), project (or null), fingerprint,
///                code (firstLine, text: the lines around it; or null)          by path and place
/// contracts[]    kind ("persisted" | "json" | "route" | "configuration"), path, line, column, owner, oldName, newName, kept,
///                advice (or null)
/// takenBack[]    what, reason
/// files[]        path, movedTo (of one that moves), edits, hunks[] (oldStart, newStart, lines[]; of files that are no code, where values of
///                settings stand, none)                                         by path
/// unloadedProjects[]  names
/// baseline       path, known, stale, updated, rules[] (id, was, left, gone, new: lines of it); null when there is none
/// database[]     sentences: what was done, or is to be done, in the database
/// notes[]        sentences: what schema consolidate renamed and moved; absent where there is nothing
/// </code>
/// Paths are relative to the solution's folder, with forward slashes. <c>docs/report.schema.json</c> says the same as a JSON schema.
/// </summary>
internal static class JsonReport
{
    public static byte[] Write(RunReport report) => JsonText.Write(json => Write(json, report));

    /// <summary>The report as a value within something else.</summary>
    public static void Write(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("command", report.Command);
        json.WriteString("solution", report.Solution);
        json.WriteBoolean("dryRun", report.IsDryRun);
        json.WriteBoolean("partial", report.IsPartial);
        json.WriteNumber("exitCode", report.ExitCode);
        WriteSummary(json, report);
        json.WriteObjects("rules", report.Findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal), rule =>
        {
            json.WriteString("id", rule.Key);
            WriteCounts(json, report, [.. rule]);
        });
        json.WriteObjects("findings", report.Findings, finding => WriteFinding(json, report, finding));
        json.WriteObjects("contracts", report.Contracts, contract => WriteContract(json, contract));
        json.WriteObjects("takenBack", report.TakenBack, group =>
        {
            json.WriteString("what", group.What);
            json.WriteString("reason", group.Reason);
        });
        WriteFiles(json, report);
        json.WriteStrings("unloadedProjects", report.UnloadedProjects);
        WriteBaseline(json, report.Baseline);
        json.WriteStrings("database", report.Database);
        if (!report.Notes.IsEmpty)
            json.WriteStrings("notes", report.Notes);
        json.WriteEndObject();
    }

    private static void WriteBaseline(Utf8JsonWriter json, ReportedBaseline? baseline)
    {
        if (baseline is null)
        {
            json.WriteNull("baseline");
            return;
        }

        json.WriteStartObject("baseline");
        json.WriteString("path", baseline.Path);
        json.WriteNumber("known", baseline.Known);
        json.WriteNumber("stale", baseline.Stale);
        json.WriteBoolean("updated", baseline.IsUpdated);
        json.WriteObjects("rules", baseline.Rules, rule =>
        {
            json.WriteString("id", rule.Rule);
            json.WriteNumber("was", rule.Was);
            json.WriteNumber("left", rule.Left);
            json.WriteNumber("gone", rule.Gone);
            json.WriteNumber("new", rule.New);
        });
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("filesChanged", report.Files.Length);
        json.WriteNumber("edits", report.Edits);
        WriteCounts(json, report, report.Findings);
        json.WriteNumber("takenBack", report.TakenBack.Length);
        json.WriteNumberOrNull("errorsBefore", report.ErrorsBefore);
        json.WriteNumberOrNull("errorsAfter", report.ErrorsAfter);
        if (report.ErrorsAfter is not null)
            json.WriteString("errorsScope", report.ErrorsScope == ProofScope.Full ? "all" : "affected");
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, RunReport report, IReadOnlyCollection<ReportedFinding> findings)
    {
        json.WriteNumber(report.IsCheck ? "fixable" : "fixed", findings.Count(finding => finding.Status == FindingStatus.Fixed));
        json.WriteNumber("listed", findings.Count(finding => finding.Status == FindingStatus.Listed));
        json.WriteNumber("info", findings.Count(finding => finding.Status == FindingStatus.Info));
    }

    private static void WriteFinding(Utf8JsonWriter json, RunReport report, ReportedFinding finding)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("status", Words.Of(finding.Status, report.IsCheck));
        json.WriteString("path", finding.Path);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteNumber("endLine", finding.EndLine);
        json.WriteNumber("endColumn", finding.EndColumn);
        json.WriteString("message", finding.Message);
        json.WriteString("reason", finding.Reason);
        json.WriteString("project", finding.Project);
        json.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Code is not { } code)
        {
            json.WriteNull("code");
            return;
        }

        json.WriteStartObject("code");
        json.WriteNumber("firstLine", code.FirstLine);
        json.WriteString("text", code.Text);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, RunReport report)
    {
        var planned = report.Planned.ToDictionary(file => file.ShownPath, StringComparer.Ordinal);
        json.WriteObjects("files", report.Files, file =>
        {
            json.WriteString("path", file.Path);
            if (file.MovedTo is not null)
                json.WriteString("movedTo", file.MovedTo);
            json.WriteNumber("edits", file.Edits);
            json.WriteObjects("hunks", !ReportedCode.IsCode(file.Path) ? [] : planned.TryGetValue(file.Path, out var changes) ? DiffHunk.Of(changes) : file.Hunks, hunk =>
            {
                json.WriteNumber("oldStart", hunk.OldStart);
                json.WriteNumber("newStart", hunk.NewStart);
                json.WriteStrings("lines", hunk.Lines.Select(line => ReportedCode.WithoutSecrets(line.Shown)));
            });
        });
    }

    private static void WriteContract(Utf8JsonWriter json, ReportedContract contract)
    {
        json.WriteString("kind", Words.Of(contract.Kind));
        json.WriteString("path", contract.Path);
        json.WriteNumber("line", contract.Line);
        json.WriteNumber("column", contract.Column);
        json.WriteString("owner", contract.Owner);
        json.WriteString("oldName", contract.OldName);
        json.WriteString("newName", contract.NewName);
        json.WriteBoolean("kept", contract.IsKept);
        json.WriteString("advice", contract.Advice);
    }
}
