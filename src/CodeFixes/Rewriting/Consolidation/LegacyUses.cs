using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Where code still uses the legacy schema and is not meant to: what rules C2W301 and C2W302 report, and what binds to a type of it without being a table.
/// A data migration, migrations of Entity Framework Core and generated code are meant to.
/// </summary>
internal static class LegacyUses
{
    public static ImmutableArray<Finding> In(Collected collected, SchemaNames names, CancellationToken cancellationToken)
    {
        var plan = Plan.Make(collected, new RewriteOptions { Rules = ImmutableHashSet.Create(RuleIds.SingularTable, RuleIds.LegacySchemaImport) }, cancellationToken);
        plan.Edits();
        var found = Findings.Of(collected, plan)
            .Where(finding => finding.RuleId is RuleIds.SingularTable or RuleIds.LegacySchemaImport && finding.Status != FindingStatus.Info).ToList();
        foreach (var project in collected.Documents.Where(document => !document.IsLegacyReader && !document.Document.IsGenerated).GroupBy(document => document.Document.Project))
        {
            var types = TypesOf(project.Key, names);
            if (types.Count == 0)
                continue;
            foreach (var document in project)
                found.AddRange(In(document.Document, types, cancellationToken));
        }

        return found.GroupBy(finding => (finding.Path, finding.Line.Start.Line)).Select(line => line.OrderBy(finding => finding.Span.Start).First())
            .OrderBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Span.Start).ToImmutableArray();
    }

    private static IEnumerable<Finding> In(DocumentView document, HashSet<string> types, CancellationToken cancellationToken)
    {
        foreach (var name in document.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => types.Contains(name.Identifier.ValueText)))
        {
            if (document.Model.GetSymbolInfo(name, cancellationToken).Symbol is not INamedTypeSymbol type || !document.Project.Schema.IsLegacy(type.ContainingNamespace)
                || ProtectedCode.IsInLegacySchema(name, document.Model, document.Project.Schema, cancellationToken)
                || ProtectedCode.IsMigration(name, document.Model, cancellationToken)
                || document.PhysicalPlace(name.Span) is not { } place)
                continue;
            var text = document.Razor is null ? document.Text : document.Project.Razor.TextOf(place.Path)!;
            yield return Place.Of(RuleIds.SingularTable, FindingStatus.Listed, place.Path, text, new(place.Start, name.Span.Length), $"'{type.ToDisplayString()}' is of the legacy schema.");
        }
    }

    private static HashSet<string> TypesOf(ProjectView project, SchemaNames names)
    {
        var found = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(project.Compilation))
        {
            foreach (var rename in names.Renames.Where(rename => rename.IsLegacy))
            {
                if (SchemaNames.Find(assembly.GlobalNamespace, rename.From) is { } space)
                    SolutionAssemblies.Types(space, _ => true, found);
            }
        }

        return new HashSet<string>(found.Select(type => type.Name), StringComparer.Ordinal);
    }
}
