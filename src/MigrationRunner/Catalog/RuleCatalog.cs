using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;

namespace Clerk2WorkOS.MigrationRunner.Catalog;

/// <summary>A rule as the command line shows it.</summary>
internal sealed record RuleEntry(string Id, string Title);

/// <summary>Every rule, by id.</summary>
internal static class RuleCatalog
{
    public static ImmutableArray<RuleEntry> All { get; } =
    [
        new(RuleIds.ClerkUserIdName, "A name that stands for the Clerk user id"),
        new(RuleIds.LegacyAuditCall, "An audit call of the old eight-argument shape"),
        new(RuleIds.LegacyAuditImport, "An import or qualified name of the legacy audit namespace"),
        new(RuleIds.SingularTable, "A singular table type of the legacy schema in use"),
        new(RuleIds.LegacySchemaImport, "An import or qualified name of the legacy schema"),
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

    /// <summary>The page of docs/rules; <c>null</c> when a rule has none.</summary>
    public static string? PageOf(string id)
    {
        using var page = typeof(RuleCatalog).Assembly.GetManifestResourceStream($"{id}.md");
        if (page is null)
            return null;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }
}
