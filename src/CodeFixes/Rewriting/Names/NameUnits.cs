using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A symbol with its whole cascade: what is renamed together or not at all.</summary>
internal sealed class NameUnit : IMove
{
    public List<NameToken> Tokens { get; } = new();

    /// <summary>Edits outside of identifiers that go with the rename: a literal route template.</summary>
    public List<(DocumentView Document, Edit Edit)> Companions { get; } = new();

    /// <summary>Edits of the markup of Razor files that go with the rename: an attribute that sets a tag helper's property.</summary>
    public List<(string Path, Edit Edit)> Markup { get; } = new();

    /// <summary>Why it stays; <c>null</c> while it moves.</summary>
    public string? Reason { get; private set; }

    /// <summary>It stays because its name is on the wire; no leftover then.</summary>
    public bool IsPinned { get; private set; }

    public string What => $"{First.OldName} → {First.NewName}";

    public IEnumerable<NameToken> Declarations => Tokens.Where(token => token.Binding == Binding.Declares);

    /// <summary>Where it is declared, Clerk the product is meant, and not a person.</summary>
    public bool Counts => (Declarations.Any() ? Declarations : Tokens).All(token => token.Counts);

    public NameToken First => Tokens[0];

    public ClerkNameKind Kind => Tokens.Max(token => token.Kind);

    /// <summary>Names that others use to reach it, with what they become.</summary>
    public List<(NameToken Token, string OldName, string NewName)> Routes { get; } = new();

    private readonly List<(NameUnit Unit, string Reason)> _linked = new();

    /// <summary>Neither moves without the other.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="reason">Why this one stays where the other stays.</param>
    /// <param name="back">Why the other one stays where this one stays; <c>null</c> for the same reason.</param>
    public void Link(NameUnit other, string reason, string? back = null)
    {
        if (other == this)
            return;
        _linked.Add((other, back ?? reason));
        other._linked.Add((this, reason));
        if (Reason is not null)
            other.Block(back ?? reason);
        else if (other.Reason is not null)
            Block(reason);
    }

    public void Block(string reason)
    {
        if (Reason is not null)
            return;
        Reason = reason;
        foreach (var (unit, why) in _linked)
            unit.Block(why);
    }

    public void Release(string reason)
    {
        if (Reason != reason)
            return;
        Reason = null;
        foreach (var (unit, why) in _linked)
            unit.Release(why);
    }

    public void Pin(string reason)
    {
        IsPinned |= Reason is null;
        Block(reason);
    }
}

/// <summary>Gathers tokens into units: by declaration site, overrides, interface members, partial parts, parameters.</summary>
internal sealed class NameUnits
{
    private readonly Dictionary<Site, Site> _parents = new();
    private readonly Dictionary<Site, NameUnit> _units = new();

    private NameUnits()
    {
    }

    /// <summary>All units, in a stable order.</summary>
    public List<NameUnit> All { get; } = new();

    /// <summary>Identifiers that resolve to nothing, each for itself.</summary>
    public List<NameUnit> Unresolved { get; } = new();

    public static NameUnits Of(IEnumerable<NameToken> tokens)
    {
        var units = new NameUnits();
        var all = tokens.OrderBy(token => token.Place).ToList();
        var bound = all.Where(token => token.Binding is Binding.Declares or Binding.Refers).ToList();
        var resolvedPlaces = new HashSet<Site>();
        foreach (var token in bound)
        {
            resolvedPlaces.Add(token.Place);
            foreach (var site in token.Sites)
                units.Union(token.Sites[0], site);
        }

        // The same place seen by another target framework, or by another page below an import, can mean another declaration: they move together.
        foreach (var place in bound.GroupBy(token => token.Document.PhysicalPlace(token.Span) ?? token.Place))
        {
            var first = place.First();
            foreach (var token in place)
                units.Union(first.Sites[0], token.Sites[0]);
        }

        // A property can be declared twice in one type only by its two partial parts, or under different conditions.
        foreach (var parts in bound
            .Where(token => token.Binding == Binding.Declares && token.Symbol is IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true, ContainingType.IsAnonymousType: false })
            .GroupBy(token => (Owner: Sites.Of(token.Symbol!.ContainingType.OriginalDefinition)[0], token.OldName)))
        {
            foreach (var token in parts)
                units.Union(parts.First().Sites[0], token.Sites[0]);
        }

        foreach (var token in bound)
            units.Cascade(token);
        foreach (var token in bound)
            units.UnitAt(token.Sites[0]).Tokens.Add(token);
        units.All.AddRange(units._units.Values.OrderBy(unit => unit.First.Place));

        foreach (var place in all.Where(token => token.Binding == Binding.Unresolved && !resolvedPlaces.Contains(token.Place)).GroupBy(token => token.Place))
        {
            var unit = new NameUnit();
            unit.Tokens.AddRange(place);
            units.Unresolved.Add(unit);
        }

        return units;
    }

    /// <summary>The unit that a symbol's declaration is in; <c>null</c> when no token of the map's names it.</summary>
    public NameUnit? Find(ISymbol symbol)
    {
        var sites = Sites.Of(Sites.Root(symbol));
        return sites.Count > 0 && _parents.ContainsKey(sites[0]) && _units.TryGetValue(Root(sites[0]), out var unit) ? unit : null;
    }

    /// <summary>The unit at a site.</summary>
    public NameUnit? Find(Site site) => _parents.ContainsKey(site) && _units.TryGetValue(Root(site), out var unit) ? unit : null;

    private NameUnit UnitAt(Site site)
    {
        var root = Root(site);
        if (!_units.TryGetValue(root, out var unit))
            _units[root] = unit = new NameUnit();
        return unit;
    }

    private void Cascade(NameToken token)
    {
        foreach (var related in Related(token.Symbol!))
        {
            if (!token.Document.Project.Map.Names.Holds(related.Name))
                continue;
            var sites = Sites.Of(Sites.Root(related));
            if (sites.Count == 0)
                UnitAtBlocked(token, related);
            else
                Union(token.Sites[0], sites[0]);
        }
    }

    private readonly List<(Site Site, ISymbol Metadata)> _metadata = new();

    private void UnitAtBlocked(NameToken token, ISymbol metadata) => _metadata.Add((token.Sites[0], metadata));

    /// <summary>Blocks what overrides or implements a member of a referenced assembly.</summary>
    public void BlockMetadataRoots()
    {
        foreach (var (site, metadata) in _metadata)
            Find(site)?.Block(Reasons.Metadata(metadata.ToDisplayString()));
    }

    /// <summary>What a symbol must share its name with.</summary>
    private static IEnumerable<ISymbol> Related(ISymbol symbol)
    {
        switch (symbol)
        {
            case IParameterSymbol { ContainingSymbol: { } owner } parameter:
                // A record's positional parameter and the property that stands for it: written out, or a base's.
                if (owner is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true })
                {
                    foreach (var property in PropertiesFor(parameter))
                        yield return property;
                }

                var owners = owner is IMethodSymbol or IPropertySymbol ? RelatedMembers(owner) : Enumerable.Empty<ISymbol>();
                foreach (var member in owners)
                {
                    var parameters = member switch
                    {
                        IMethodSymbol method => method.Parameters,
                        IPropertySymbol property => property.Parameters,
                        _ => default,
                    };
                    if (!parameters.IsDefault && parameter.Ordinal < parameters.Length)
                        yield return parameters[parameter.Ordinal];
                }

                break;
            case IMethodSymbol or IPropertySymbol or IEventSymbol:
                foreach (var member in RelatedMembers(symbol))
                    yield return member;
                break;
        }
    }

    private static IEnumerable<ISymbol> PropertiesFor(IParameterSymbol parameter)
    {
        var isPositional = parameter.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().Parent?.Parent is RecordDeclarationSyntax);
        for (var type = parameter.ContainingType; type is not null; type = type.BaseType)
        {
            var found = type.GetMembers(parameter.Name);
            foreach (var member in found)
                yield return member.OriginalDefinition;
            if (!found.IsEmpty || !isPositional)
                yield break;
        }
    }

    private static IEnumerable<ISymbol> RelatedMembers(ISymbol member)
    {
        switch (member)
        {
            case IMethodSymbol method:
                if (method.OverriddenMethod is { } overridden)
                    yield return overridden.OriginalDefinition;
                foreach (var implemented in method.ExplicitInterfaceImplementations)
                    yield return implemented.OriginalDefinition;
                if (method.PartialDefinitionPart is { } definition)
                    yield return definition;
                if (method.PartialImplementationPart is { } implementation)
                    yield return implementation;
                break;
            case IPropertySymbol property:
                if (property.OverriddenProperty is { } overriddenProperty)
                    yield return overriddenProperty.OriginalDefinition;
                foreach (var implemented in property.ExplicitInterfaceImplementations)
                    yield return implemented.OriginalDefinition;
                break;
            case IEventSymbol raised:
                if (raised.OverriddenEvent is { } overriddenEvent)
                    yield return overriddenEvent.OriginalDefinition;
                foreach (var implemented in raised.ExplicitInterfaceImplementations)
                    yield return implemented.OriginalDefinition;
                break;
        }

        if (member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type || member.IsStatic && !member.IsAbstract && type.AllInterfaces.IsEmpty)
            yield break;
        foreach (var parent in type.AllInterfaces)
        {
            foreach (var candidate in parent.GetMembers(member.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), member))
                    yield return candidate.OriginalDefinition;
            }
        }
    }

    public void Union(Site a, Site b)
    {
        var left = Root(a);
        var right = Root(b);
        if (left == right)
            return;
        // The smaller site stays the root, so that the outcome does not depend on the order.
        if (left.CompareTo(right) < 0)
            _parents[right] = left;
        else
            _parents[left] = right;
    }

    private Site Root(Site site)
    {
        if (!_parents.TryGetValue(site, out var parent))
            return _parents[site] = site;
        if (parent == site)
            return site;
        return _parents[site] = Root(parent);
    }
}
