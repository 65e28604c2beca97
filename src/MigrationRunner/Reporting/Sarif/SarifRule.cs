using System.Text.Json;
using System.Text.RegularExpressions;
using Clerk2WorkOS.MigrationRunner.Catalog;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>A rule as SARIF describes it, with its page.</summary>
internal static partial class SarifRule
{
    public static void Write(Utf8JsonWriter json, RuleEntry rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("name", NameOf(rule.Title));
        SarifReport.WriteText(json, "shortDescription", rule.Title);
        SarifReport.WriteText(json, "fullDescription", rule.Description);
        json.WriteObject("help", () =>
        {
            json.WriteString("text", $"{rule.Description} See {rule.Page}");
            json.WriteString("markdown", PageOf(rule));
        });
        json.WriteString("helpUri", rule.Page);
        json.WriteObject("defaultConfiguration", () => json.WriteString("level", rule.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        }));
        json.WriteObject("properties", () => json.WriteStrings("tags", ["clerk", "workos", "migration", rule.Category]));
    }

    /// <summary>The title as an identifier, without articles: what SARIF takes for a name.</summary>
    private static string NameOf(string title) => string.Concat(Word().Matches(title.Replace("'s", "", StringComparison.Ordinal))
        .Select(word => word.Value)
        .Where(word => word.ToUpperInvariant() is not ("A" or "AN" or "THE"))
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));

    /// <summary>What is beside the page is named in full: the page is read elsewhere.</summary>
    private static string PageOf(RuleEntry rule) =>
        RelativeLink().Replace(
            Comment().Replace(RuleCatalog.PageOf(rule).ReplaceLineEndings("\n"), ""),
            link => $"]({new Uri(new Uri(rule.Page), link.Groups[1].Value)})");

    [GeneratedRegex(@"\]\((?!https?://)([^)\s]+)\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"<!--.*?-->\n?")]
    private static partial Regex Comment();
}
