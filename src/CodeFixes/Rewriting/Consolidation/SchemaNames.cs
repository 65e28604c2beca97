using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Which schemas a solution has, and what they are called once the WorkOS schema is the schema.</summary>
internal sealed class SchemaNames
{
    private const string Interim = "Workos";
    private const string BackUp = "Legacy";

    private SchemaNames()
    {
    }

    /// <summary>Why there is no consolidation; <c>null</c> where there is one, or has been.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The legacy schema's first.</summary>
    public ImmutableArray<SchemaRename> Renames { get; private init; } = ImmutableArray<SchemaRename>.Empty;

    /// <summary>Whether the WorkOS schema has the schema's name afterwards.</summary>
    public bool IsConsolidated { get; private init; }

    public string? Target { get; private init; }

    public string? Legacy { get; private init; }

    public static SchemaNames Of(Snapshot snapshot, ConsolidationStep step)
    {
        var targets = Distinct(snapshot.Projects.Where(project => project.Schema.Targets.Count > 0).Select(project => project.Schema.TargetNamespace!));
        if (targets.Count == 0)
            return Refused("No WorkOS schema is found in the solution: c2w_target_schema names its namespace.");
        if (targets.Count > 1)
            return Refused($"There are several WorkOS schemas, {string.Join(", ", targets)}: c2w_target_schema names the one that is meant.");

        var target = targets[0];
        var legacy = Distinct(snapshot.Projects.SelectMany(project => project.Schema.LegacyNamespaces.Where(name => HasTypes(project.Compilation, name))));
        var isDone = snapshot.Projects.Any(project => project.Map.Stage == Stage.Consolidated) && NameFor(target, []) is null;
        var leaving = legacy.Where(name => !isDone && !name.EndsWith(BackUp, StringComparison.Ordinal)).Select(name => new SchemaRename(name, name + BackUp, IsLegacy: true)).ToList();
        var coming = NameFor(target, leaving) is { } name && name != target ? new SchemaRename(target, name, IsLegacy: false) : null;
        if (coming is null && leaving.Count > 0)
            return Refused($"The WorkOS schema '{target}' and the legacy schema '{leaving[0].From}' lie in different namespaces, and '{target}' does not end in '{Interim}', so that it is not clear what it is to be called.");
        if (step == ConsolidationStep.Schema && coming is not null && leaving.Exists(rename => rename.From == coming.To))
            return Refused($"'{coming.To}' is the legacy schema's name still; '--step legacy' makes room for '{target}'.");

        var renames = (step == ConsolidationStep.Schema ? [] : leaving).Concat(coming is null || step == ConsolidationStep.Legacy ? [] : new[] { coming }).ToImmutableArray();
        var taken = renames.FirstOrDefault(rename => renames.All(other => other.From != rename.To) && snapshot.Projects.Any(project => HasTypes(project.Compilation, rename.To)));
        if (taken is not null)
            return Refused($"'{taken.From}' cannot become '{taken.To}': there is a namespace of that name, with types in it.");
        return new SchemaNames
        {
            Renames = renames,
            IsConsolidated = coming is null || step != ConsolidationStep.Legacy,
            Target = step == ConsolidationStep.Legacy ? target : coming?.To ?? target,
            Legacy = legacy.Count != 1 ? null : step == ConsolidationStep.Schema ? legacy[0] : leaving.FirstOrDefault()?.To ?? legacy[0],
        };
    }

    /// <summary>The name that a namespace has afterwards.</summary>
    public string After(string space)
    {
        foreach (var rename in Renames)
        {
            if (rename.Holds(space))
                return rename.To + space.Substring(rename.From.Length);
        }

        return space;
    }

    /// <summary>The name without its last "Workos"; where it has none, the last word of the legacy schema beside it.</summary>
    private static string? NameFor(string target, List<SchemaRename> leaving)
    {
        var parent = Parent(target);
        if (target.EndsWith(Interim, StringComparison.OrdinalIgnoreCase) && target.Length - Interim.Length > parent.Length)
            return target.Substring(0, target.Length - Interim.Length);
        return leaving.Count == 1 && Parent(leaving[0].From) == parent ? leaving[0].From : null;
    }

    /// <summary>The namespaces around a name, with the dot at their end.</summary>
    private static string Parent(string name) => name.Substring(0, name.LastIndexOf('.') + 1);

    private static SchemaNames Refused(string sentence) => new() { Refusal = sentence };

    private static List<string> Distinct(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();

    private static bool HasTypes(Compilation compilation, string name)
    {
        var found = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
        {
            if (Find(assembly.GlobalNamespace, name) is { } space)
                SolutionAssemblies.Types(space, _ => true, found);
        }

        return found.Count > 0;
    }

    public static INamespaceSymbol? Find(INamespaceSymbol global, string name)
    {
        var space = global;
        foreach (var word in name.Split('.'))
        {
            if (space.GetNamespaceMembers().FirstOrDefault(member => member.Name == word) is not { } next)
                return null;
            space = next;
        }

        return space;
    }
}
