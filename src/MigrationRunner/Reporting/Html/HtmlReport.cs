using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>
/// The report as one page that needs nothing else: no network, dark and light, for keyboards and screen readers. What it may run is what is in it,
/// told by its hash; the findings are data, and the first of them stand there for a browser without JavaScript.
/// </summary>
internal static class HtmlReport
{
    private static readonly string[] Scripts = ["1-elements.js", "2-choice.js", "3-findings.js", "4-differences.js", "5-files.js", "6-page.js"];

    public static byte[] Write(RunReport report) => Write([new NamedReport(null, report)]);

    /// <summary>One page for several repositories.</summary>
    public static byte[] Write(ImmutableArray<NamedReport> reports)
    {
        var page = new PageReports(reports);
        var (style, script) = (Read("page.css"), string.Join('\n', Scripts.Select(Read)));
        var sections = new PageSections();
        var summary = PageSummary.Write(page, sections) + PageBurnDown.Write(page, sections);
        sections.Link("findings", "Findings");
        sections.Link("files", "Files");
        var lists = PageLists.Write(page, sections);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'",
            ["title"] = VisibleText.Html(page.Title),
            ["style"] = style,
            ["script"] = script,
            ["links"] = sections.Links,
            ["verdict"] = PageSummary.Verdict(page),
            ["summary"] = summary,
            ["first-findings"] = PageLists.FirstFindings(page),
            ["first-files"] = PageLists.FirstFiles(page),
            ["lists"] = lists,
            ["data"] = PageData.Write(page),
        };
        return Encoding.UTF8.GetBytes(Filled(Read("page.html"), parts));
    }

    /// <summary>Fills the places of the frame in one go, so that nothing that is filled in is taken for a place.</summary>
    private static string Filled(string frame, Dictionary<string, string> parts)
    {
        var page = new StringBuilder();
        var at = 0;
        for (var open = frame.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = frame.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var close = frame.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(frame, at, open - at).Append(parts[frame[(open + 2)..close]]);
            at = close + 2;
        }

        return page.Append(frame, at, frame.Length - at).ToString();
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A part of the page; with the line ends that a browser makes of any, or the hash would not be that of what it runs.</summary>
    private static string Read(string name)
    {
        using var part = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream($"Html/{name}")!);
        return part.ReadToEnd().ReplaceLineEndings("\n");
    }
}
