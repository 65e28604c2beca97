using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Catalog;

/// <summary>What <c>--rules</c> names.</summary>
internal static class RuleSelection
{
    /// <summary>Ids separated by commas, semicolons or blanks; empty when none is named.</summary>
    /// <exception cref="CannotRunException">One does not exist.</exception>
    public static ImmutableHashSet<string> Parse(IEnumerable<string> values) =>
    [
        .. values.SelectMany(value => value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(id => RuleCatalog.Find(id).Id),
    ];
}
