using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>
/// The report for code scanning and for editors: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html). It says
/// what is in the code when the run has ended, since its readers show every result as a problem: what a <c>fix</c> has fixed is none any more,
/// and a place is where the rewritten file has it. Before that, in a dry run, what can be fixed is there with its <c>fixes</c>.
/// </summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Home = "https://github.com/clerk2workos/clerk2workos";

    /// <summary>GitHub refuses a run with more results; what is above it makes a run of its own.</summary>
    internal const int MostResults = 25_000;

    public static byte[] Write(RunReport report)
    {
        var isRewritten = report is { IsCheck: false, IsDryRun: false };
        var left = report.Findings.Where(finding => !isRewritten || finding.Status != FindingStatus.Fixed).ToList();
        var results = new SarifResults(report, left, isRewritten);
        var chunks = left.Count == 0 ? [[]] : left.Index().Chunk(MostResults).ToArray();
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteObjects("runs", chunks.Index(), chunk =>
            {
                WriteTool(json);
                json.WriteObject("automationDetails", () => json.WriteString("id", IdOf(report, chunk.Index)));
                json.WriteObjects("invocations", [report], SarifInvocation.For(json, isRewritten));
                json.WriteObject("originalUriBaseIds", () => json.WriteObject(SarifResults.Base, () => WriteText(json, "description", "The repository's top folder; the solution's folder where there is no repository.")));
                json.WriteString("columnKind", "utf16CodeUnits");
                json.WriteStrings("newlineSequences", ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"]);
                json.WriteObjects("results", chunk.Item, result => results.Write(json, result.Item, result.Index));
            });
            json.WriteEndObject();
        });
    }

    /// <summary>A message.</summary>
    internal static void WriteText(Utf8JsonWriter json, string name, string text) => json.WriteObject(name, () => json.WriteString("text", text));

    /// <summary>What GitHub calls a category, up to the last slash: the same for every run over a solution, another for each solution of a repository.</summary>
    private static string IdOf(RunReport report, int chunk) => $"clerk2workos/{report.Place.PathOf(report.Solution)}/{(chunk == 0 ? "" : $"{chunk + 1}/")}";

    private static void WriteTool(Utf8JsonWriter json) => json.WriteObject("tool", () => json.WriteObject("driver", () =>
    {
        var version = typeof(SarifReport).Assembly.GetName().Version!.ToString(3);
        json.WriteString("name", "clerk2workos");
        json.WriteString("fullName", "clerk2workos: from Clerk to WorkOS");
        json.WriteString("version", version);
        json.WriteString("semanticVersion", version);
        json.WriteString("informationUri", Home);
        json.WriteObjects("rules", RuleCatalog.All, rule => SarifRule.Write(json, rule));
    }));
}
