using System.Collections.Immutable;
using System.Globalization;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Catalog;

/// <summary>A rule as the command line shows it.</summary>
internal sealed record RuleEntry(string Id, string Title, string Description)
{
    /// <summary>The family.</summary>
    public string Category { get; init; } = "";

    /// <summary>The address of the rule's page.</summary>
    public string Page { get; init; } = "";

    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Warning;
}

/// <summary>Every rule, by id.</summary>
internal static class RuleCatalog
{
    public static ImmutableArray<RuleEntry> All { get; } =
    [
        .. AllAnalyzers.Create()
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => new RuleEntry(rule.Id, rule.Title.ToString(CultureInfo.InvariantCulture), rule.Description.ToString(CultureInfo.InvariantCulture))
            {
                Category = rule.Category,
                Page = rule.HelpLinkUri,
                Severity = rule.DefaultSeverity,
            }),
    ];

    /// <summary>The rule of an id, in whatever case it is typed.</summary>
    /// <exception cref="CannotRunException">There is none.</exception>
    public static RuleEntry Find(string id)
    {
        var rule = All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));
        if (rule is not null)
            return rule;

        var near = Spelling.Nearest(id.ToUpperInvariant(), All.Select(rule => rule.Id));
        throw new CannotRunException($"There is no rule '{id}'{(near is null ? "" : $"; did you mean {near}?")}{(near is null ? "; 'clerk2workos rules' lists them." : "")}");
    }

    /// <summary>The page of docs/rules, which the tool carries with it; in short where a rule has none.</summary>
    public static string PageOf(RuleEntry rule)
    {
        using var page = typeof(RuleCatalog).Assembly.GetManifestResourceStream($"{rule.Id}.md");
        if (page is null)
            return $"# {rule.Id}: {rule.Title}\n\n{rule.Description}";
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
