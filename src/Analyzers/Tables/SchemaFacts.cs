using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>
/// Where the two schemas are, as one compilation sees them: the legacy namespaces are those that are configured, or
/// that hold at least two mapped singular tables whose counterparts are visible; the target namespace
/// is the one that holds the most plural tables, and never legacy.
/// </summary>
public sealed class SchemaFacts
{
    private readonly MigrationMap _map;
    private readonly Dictionary<string, INamedTypeSymbol> _targets;
    private readonly ImmutableHashSet<string> _legacy;

    private SchemaFacts(MigrationMap map, string? target, Dictionary<string, INamedTypeSymbol> targets, ImmutableHashSet<string> legacy)
    {
        InterimNamespaces = InterimOf(map, target);
        _map = map;
        _targets = targets;
        _legacy = legacy;
        TargetNamespace = target;
    }

    /// <summary>The namespace of the WorkOS schema; <c>null</c> when none is visible.</summary>
    public string? TargetNamespace { get; }

    /// <summary>The namespaces of the legacy schema.</summary>
    public ImmutableHashSet<string> LegacyNamespaces => _legacy;

    /// <summary>The names that the WorkOS schema had before the consolidation; none in any other stage.</summary>
    public ImmutableArray<string> InterimNamespaces { get; }

    /// <summary>Whether both sides are there.</summary>
    public bool HasBoth => TargetNamespace is not null && _legacy.Count > 0;

    /// <summary>The plural types of the target schema by name.</summary>
    public IReadOnlyDictionary<string, INamedTypeSymbol> Targets => _targets;

    /// <summary>Looks at the source and at every referenced assembly that is not the platform's.</summary>
    public static SchemaFacts Of(Compilation compilation, MigrationMap map, CancellationToken cancellationToken)
    {
        var singular = new HashSet<string>(map.Tables.Keys);
        var plural = new HashSet<string>(map.Tables.Values);
        var found = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (assembly.TypeNames.Any(name => singular.Contains(name) || plural.Contains(name)))
                SolutionAssemblies.Types(assembly.GlobalNamespace, type => singular.Contains(type.Name) || plural.Contains(type.Name), found);
        }

        var byNamespace = found
            .GroupBy(type => type.ContainingNamespace.ToDisplayString())
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();

        // A name that both sides share ("BlockedDatesTable") says nothing about the side.
        int PluralsIn(IEnumerable<INamedTypeSymbol> types) => types.Count(type => plural.Contains(type.Name) && !singular.Contains(type.Name));

        // Once consolidated, the configured namespace may be the interim one still, which holds nothing any more.
        var configuredTarget = map.Stage == Stage.Consolidated && byNamespace.All(group => group.Key != map.TargetSchema) ? null : map.TargetSchema;
        var target = configuredTarget ?? byNamespace
            .Where(group => PluralsIn(group) > 0)
            .OrderByDescending(PluralsIn)
            .Select(group => group.Key)
            .FirstOrDefault() ?? map.TargetSchema;
        var targets = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        foreach (var type in byNamespace.Where(group => group.Key == target).SelectMany(group => group))
            targets[type.Name] = type;

        var legacy = byNamespace
            .Where(group => group.Key != target && (group.Key == map.LegacySchema
                || (map.LegacySchema is null && PluralsIn(group) == 0
                    && group.Count(type => map.Tables.TryGetValue(type.Name, out var counterpart) && targets.ContainsKey(counterpart)) >= 2)))
            .Select(group => group.Key)
            .ToImmutableHashSet(StringComparer.Ordinal);
        if (map.LegacySchema is { } configured && configured != target)
            legacy = legacy.Add(configured);
        return new SchemaFacts(map, target, targets, legacy);
    }

    /// <summary>Whether <paramref name="symbol"/> is a namespace of the legacy schema.</summary>
    public bool IsLegacy(INamespaceSymbol? symbol) =>
        symbol is not null && _legacy.Count > 0 && _legacy.Contains(symbol.ToDisplayString());

    /// <summary>Whether a name that resolves to nothing is the interim schema's, or that of a type in it.</summary>
    public bool IsInterim(string unresolved)
    {
        foreach (var interim in InterimNamespaces)
        {
            if (unresolved == interim || unresolved.StartsWith(interim + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether <paramref name="type"/> is a mapped table of the legacy schema.</summary>
    public bool IsLegacyTable(INamedTypeSymbol? type) =>
        type is { ContainingType: null } && _map.Tables.ContainsKey(type.Name) && IsLegacy(type.ContainingNamespace);

    /// <summary>The WorkOS schema's counterpart of a legacy type: the mapped plural for a table, the same name for anything else.</summary>
    public INamedTypeSymbol? CounterpartOf(INamedTypeSymbol legacy) =>
        _map.Tables.TryGetValue(legacy.Name, out var plural) && _targets.TryGetValue(plural, out var target)
            ? target
            : TargetType(legacy);

    /// <summary>The counterpart of a table's member: the renamed one, else the one of the same name; <c>null</c> where there is none.</summary>
    public ISymbol? CounterpartOf(ISymbol legacyMember)
    {
        if (legacyMember.ContainingType is not { } table || CounterpartOf(table) is not { } target)
            return null;
        return _map.Names.TryRename(legacyMember.Name, out var renamed)
            ? target.GetMembers(renamed).FirstOrDefault() ?? target.GetMembers(renamed.Replace("Workos", "WorkOS")).FirstOrDefault()
            : target.GetMembers(legacyMember.Name).FirstOrDefault();
    }

    private static ImmutableArray<string> InterimOf(MigrationMap map, string? target)
    {
        if (map.Stage != Stage.Consolidated || target is null)
            return ImmutableArray<string>.Empty;
        var interim = ImmutableArray.Create(target + "Workos");
        return map.TargetSchema is { } configured && configured != target && configured != interim[0] ? interim.Add(configured) : interim;
    }

    private INamedTypeSymbol? TargetType(INamedTypeSymbol legacy)
    {
        var target = _targets.Values.FirstOrDefault()?.ContainingNamespace;
        return target?.GetTypeMembers(legacy.Name, legacy.Arity).FirstOrDefault();
    }
}
