using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Documentation;

/// <summary>The parts of the rules' pages that follow from the descriptors.</summary>
internal static class RulePages
{
    public const string Begin = "<!-- generated: do not edit, see tests/Analyzers.Tests/Documentation -->";
    public const string End = "<!-- end of generated -->";

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "rules");

    /// <summary>One descriptor a rule: that of its warnings, where it also has one for information.</summary>
    public static IEnumerable<DiagnosticDescriptor> Rules => AllAnalyzers.Create()
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .GroupBy(rule => rule.Id, (_, same) => same.MaxBy(rule => rule.DefaultSeverity)!)
        .OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The head of a rule's own page.</summary>
    public static string Head(DiagnosticDescriptor rule) => $"""
        # {rule.Id}: {Cell(rule.Title)}

        | | |
        |---|---|
        | Id | {rule.Id} |
        | Category | {rule.Category} |
        | Severity | {Severity(rule)} |
        | Message | {Cell(rule.MessageFormat)} |

        {rule.Description.ToString(CultureInfo.InvariantCulture)}

        """.ReplaceLineEndings("\n");

    /// <summary>The table of the index.</summary>
    public static string Index()
    {
        var rows = Rules.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {Cell(rule.Title)} | {rule.Category} | {Severity(rule)} |\n");
        return "| Rule | What it finds | Category | Severity |\n|---|---|---|---|\n" + string.Concat(rows);
    }

    /// <summary>The page, whose generated part has to be this; <c>C2W_UPDATE_DOCS=1</c> writes it anew.</summary>
    public static string Check(string path, string generated)
    {
        var page = File.ReadAllText(path);
        var fresh = Refresh(page, generated);
        if (Environment.GetEnvironmentVariable("C2W_UPDATE_DOCS") == "1" && fresh != page)
            File.WriteAllText(path, page = fresh);
        Assert.Equal(fresh, page);
        return page;
    }

    private static string Refresh(string page, string generated)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"The page lacks '{Begin}' … '{End}'.");
        return page[..(begin + Begin.Length)] + "\n" + generated + page[end..];
    }

    private static string Cell(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture).Replace("|", "\\|");

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();
}
