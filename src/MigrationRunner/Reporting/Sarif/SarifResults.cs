using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>Findings as results of SARIF.</summary>
internal sealed class SarifResults
{
    /// <summary>What paths are relative to.</summary>
    public const string Base = "SRCROOT";

    private static readonly Dictionary<string, int> RuleIndexes = RuleCatalog.All.Index().ToDictionary(rule => rule.Item.Id, rule => rule.Index, StringComparer.Ordinal);

    private readonly RunReport _report;
    private readonly SarifFixes? _fixes;
    private readonly Dictionary<string, PlacesAfter> _after;
    private readonly Dictionary<(string Rule, string Path, string Fingerprint), int> _onLine = [];

    public SarifResults(RunReport report, IReadOnlyList<ReportedFinding> findings, bool isRewritten)
    {
        _report = report;
        _fixes = isRewritten ? null : SarifFixes.Of(report.Planned, findings);
        _after = isRewritten ? report.Planned.ToDictionary(file => file.ShownPath, file => new PlacesAfter(file), StringComparer.Ordinal) : [];
    }

    /// <summary>Members of a result; to be called in the order of the report.</summary>
    public void Write(Utf8JsonWriter json, ReportedFinding finding, int index)
    {
        json.WriteString("ruleId", finding.Rule);
        if (RuleIndexes.TryGetValue(finding.Rule, out var rule))
            json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Status == FindingStatus.Info ? "note" : "warning");
        SarifReport.WriteText(json, "message", finding.Text);
        json.WriteObjects("locations", [finding], _ => json.WriteObject("physicalLocation", () =>
        {
            WritePath(json, finding.Path);
            json.WriteObject("region", () => WriteRegion(json, finding));
        }));
        json.WriteObject("partialFingerprints", () => json.WriteString("primaryLocationLineHash", FingerprintOf(finding)));
        if (_report.Baseline is not null && finding.Status != FindingStatus.Info)
            json.WriteString("baselineState", "new");        // what the baseline knows is not in the report
        _fixes?.Write(json, index, path => WritePath(json, path));
        json.WriteObject("properties", () =>
        {
            json.WriteString("status", finding.Status switch
            {
                FindingStatus.Fixed => "fixable",
                FindingStatus.Listed => "listed",
                _ => "info",
            });
            if (finding.Project is not null)
                json.WriteString("project", finding.Project);
        });
    }

    private void WritePath(Utf8JsonWriter json, string shown) => json.WriteObject("artifactLocation", () =>
    {
        json.WriteString("uri", string.Join('/', _report.Place.PathOf(shown).Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Base);
    });

    private void WriteRegion(Utf8JsonWriter json, ReportedFinding finding)
    {
        var (start, end) = ((finding.Line, finding.Column), (finding.EndLine, finding.EndColumn));
        if (_after.TryGetValue(finding.Path, out var places))
            (start, end) = (places.Of(start), places.Of(end));
        json.WriteNumber("startLine", start.Item1);
        json.WriteNumber("startColumn", start.Item2);
        json.WriteNumber("endLine", end.Item1);
        json.WriteNumber("endColumn", end.Item2);
    }

    /// <summary>
    /// Stays while the line moves: of the rule, the file, the line's text, which of the lines of that text it is, and which finding of the rule on that line.
    /// </summary>
    private string FingerprintOf(ReportedFinding finding)
    {
        var key = (finding.Rule, finding.Path, finding.Fingerprint);
        var number = _onLine[key] = _onLine.GetValueOrDefault(key) + 1;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule}\n{_report.Place.PathOf(finding.Path)}\n{finding.Fingerprint}"));
        return $"{Convert.ToHexStringLower(hash)[..16]}:{number}";
    }
}
