using System.Collections.Frozen;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>What the page says of a rule; a report of another version may name one that this version does not know.</summary>
internal static class PageRules
{
    private static readonly FrozenDictionary<string, RuleEntry> ById = RuleCatalog.All.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);

    public static string? TitleOf(string id) => ById.GetValueOrDefault(id)?.Title;

    /// <summary>The address of its documentation.</summary>
    public static string? PageOf(string id) => ById.GetValueOrDefault(id)?.Page;
}
