using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>
/// The edits of a dry run as fixes of its results. Each edit belongs to one result: to the nearest of its file that can be fixed, on the same line where
/// there is one; in a file without any, to the last one before it in the report's order. All fixes together are the run's change, which was proved
/// as a whole; a fix alone may leave the rest behind.
/// </summary>
internal sealed class SarifFixes
{
    private readonly Dictionary<int, List<(PlannedFile File, List<TextChange> Changes)>> _ofResult = [];
    private readonly Dictionary<string, TextLineCollection> _lines = new(StringComparer.Ordinal);

    private SarifFixes()
    {
    }

    /// <summary>Distributes the edits.</summary>
    /// <param name="files">The changed files, by path.</param>
    /// <param name="findings">The results, by path and place.</param>
    public static SarifFixes Of(IReadOnlyList<PlannedFile> files, IReadOnlyList<ReportedFinding> findings)
    {
        var fixes = new SarifFixes();
        var fixable = findings.Index().Where(finding => finding.Item.Status == FindingStatus.Fixed).ToList();
        if (fixable.Count == 0)
            return fixes;
        var ofFile = fixable.GroupBy(finding => finding.Item.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var file in files)
        {
            var lines = fixes._lines[file.ShownPath] = SourceText.From(file.Before.Text).Lines;
            var inFile = ofFile.GetValueOrDefault(file.ShownPath);
            var fallback = fixable.FindLast(finding => string.CompareOrdinal(finding.Item.Path, file.ShownPath) < 0) is { Item: not null } before ? before.Index : fixable[0].Index;
            foreach (var change in file.Changes)
                fixes.Add(inFile is null ? fallback : NearestOf(inFile, lines.GetLinePosition(change.Span.Start)), file, change);
        }

        return fixes;
    }

    /// <summary>The member of a result that has fixes.</summary>
    public void Write(Utf8JsonWriter json, int result, Action<string> writePath)
    {
        if (!_ofResult.TryGetValue(result, out var files))
            return;
        json.WriteObjects("fixes", [files], _ =>
        {
            SarifReport.WriteText(json, "description", "A part of what 'clerk2workos fix' changes.");
            json.WriteObjects("artifactChanges", files, file =>
            {
                writePath(file.File.ShownPath);
                json.WriteObjects("replacements", file.Changes, change =>
                {
                    json.WriteObject("deletedRegion", () => WriteRegion(json, _lines[file.File.ShownPath], change.Span));
                    SarifReport.WriteText(json, "insertedContent", change.NewText!);
                });
            });
        });
    }

    private void Add(int result, PlannedFile file, TextChange change)
    {
        if (!_ofResult.TryGetValue(result, out var files))
            _ofResult[result] = files = [];
        if (files is not [.., var last] || last.File != file)
            files.Add(last = (file, []));
        last.Changes.Add(change);
    }

    private static int NearestOf(List<(int Index, ReportedFinding Item)> findings, LinePosition place)
    {
        var key = (place.Line + 1, place.Character + 1);
        var after = findings.FindIndex(finding => (finding.Item.Line, finding.Item.Column).CompareTo(key) > 0);
        if (after <= 0)
            return findings[after == 0 ? 0 : ^1].Index;
        var (before, next) = (findings[after - 1], findings[after]);
        return key.Item1 - before.Item.EndLine <= next.Item.Line - key.Item1 ? before.Index : next.Index;
    }

    private static void WriteRegion(Utf8JsonWriter json, TextLineCollection lines, TextSpan span)
    {
        var (start, end) = (lines.GetLinePosition(span.Start), lines.GetLinePosition(span.End));
        json.WriteNumber("startLine", start.Line + 1);
        json.WriteNumber("startColumn", start.Character + 1);
        json.WriteNumber("endLine", end.Line + 1);
        json.WriteNumber("endColumn", end.Character + 1);
        json.WriteNumber("charOffset", span.Start);
        json.WriteNumber("charLength", span.Length);
    }
}
