using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What Entity Framework Core and MongoDB call a property by convention.</summary>
internal sealed class ColumnNames
{
    private readonly HashSet<Site> _entities;
    private readonly HashSet<Site> _documents;
    private readonly NamingPolicy _columns;
    private readonly NamingPolicy _elements;
    private readonly Dictionary<Site, HashSet<string>> _owners = new();

    public ColumnNames(Snapshot snapshot, CancellationToken cancellationToken)
    {
        _entities = EntityTypes.Of(snapshot, cancellationToken);
        _documents = EntityTypes.Documents(snapshot, cancellationToken);
        _columns = _entities.Count > 0 ? ColumnPolicy(snapshot) : NamingPolicy.AsWritten;
        _elements = ElementPolicy(snapshot);
        if (_entities.Count > 0)
            ReadOwned(snapshot, cancellationToken);
    }

    public bool IsEntity(INamedTypeSymbol type) => Contains(_entities, type);

    public bool IsDocument(INamedTypeSymbol type) => Contains(_documents, type)
        || type.GetMembers().Append(type).SelectMany(member => member.GetAttributes())
            .Any(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "MongoDB.Bson.Serialization.Attributes");

    /// <summary>The column of an entity's property; <c>null</c> where it has several, or cannot be known.</summary>
    public string? Column(INamedTypeSymbol entity, string property)
    {
        if (!_owners.TryGetValue(Sites.Of(entity.OriginalDefinition)[0], out var navigations))
            return _columns.Apply(property);
        return navigations.Count == 1 ? _columns.Apply(navigations.First() + property) : null;
    }

    /// <summary>The element of a document's property; <c>null</c> where it cannot be known.</summary>
    public string? Element(string property) => _elements.Apply(property);

    private static bool Contains(HashSet<Site> types, INamedTypeSymbol type) => Sites.Of(type.OriginalDefinition) is { Count: > 0 } sites && types.Contains(sites[0]);

    /// <summary>EFCore.NamingConventions, where every context has the same convention.</summary>
    private static NamingPolicy ColumnPolicy(Snapshot snapshot)
    {
        var policies = new HashSet<NamingPolicy>();
        var calls = 0;
        foreach (var document in snapshot.Documents)
        {
            if (document.IsGenerated || !document.Text.ToString().Contains("NamingConvention"))
                continue;
            foreach (var call in document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                NamingPolicy? policy = RuntimeNames.CalledName(call) switch
                {
                    "UseSnakeCaseNamingConvention" => NamingPolicy.ColumnSnakeCase,
                    "UseUpperSnakeCaseNamingConvention" => NamingPolicy.ColumnUpperSnakeCase,
                    "UseCamelCaseNamingConvention" => NamingPolicy.FirstLetterLower,
                    "UseLowerCaseNamingConvention" => NamingPolicy.Lower,
                    "UseUpperCaseNamingConvention" => NamingPolicy.Upper,
                    _ => null,
                };
                if (policy is null)
                    continue;
                calls++;
                policies.Add(policy.Value);
            }
        }

        return policies.Count switch
        {
            0 => NamingPolicy.AsWritten,
            1 when calls >= EntityTypes.Contexts(snapshot) => policies.First(),
            _ => NamingPolicy.Unknown,
        };
    }

    /// <summary>A convention pack that camelCases elements, registered for every type.</summary>
    private static NamingPolicy ElementPolicy(Snapshot snapshot)
    {
        var policy = NamingPolicy.AsWritten;
        foreach (var document in snapshot.Documents)
        {
            if (document.IsGenerated || !document.Text.ToString().Contains("CamelCaseElementNameConvention"))
                continue;
            var filters = document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => RuntimeNames.CalledName(call) == "Register" && call.ArgumentList.Arguments.Count == 3)
                .Select(call => call.ArgumentList.Arguments[2].Expression).ToList();
            var isForAll = filters.Count > 0 && filters.All(filter => filter is LambdaExpressionSyntax { ExpressionBody: LiteralExpressionSyntax { Token.ValueText: "true" } });
            policy = isForAll && policy != NamingPolicy.Unknown ? NamingPolicy.FirstLetterLower : NamingPolicy.Unknown;
        }

        return policy;
    }

    /// <summary>An owned or complex type has its columns in its owner's table, named after the navigation.</summary>
    private void ReadOwned(Snapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var document in snapshot.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.IsGenerated || document.Text.ToString() is var text
                && !text.Contains("OwnsOne") && !text.Contains("ComplexProperty"))
                continue;
            foreach (var call in document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (RuntimeNames.CalledName(call) is "OwnsOne" or "ComplexProperty"
                    && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is LambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax navigation }
                    && document.Model.GetTypeInfo(navigation, cancellationToken).Type is INamedTypeSymbol owned)
                    AddOwner(owned, navigation.Name.Identifier.ValueText, isNested: call.Ancestors().OfType<InvocationExpressionSyntax>().Any(outer => RuntimeNames.CalledName(outer) is "OwnsOne" or "OwnsMany" or "ComplexProperty"));
            }
        }

        foreach (var project in snapshot.Projects)
        {
            foreach (var type in SourceTypes.Of(project.Compilation).Where(IsEntity))
            {
                foreach (var member in type.GetMembers().OfType<IPropertySymbol>())
                {
                    if (member.Type is INamedTypeSymbol held && held.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "OwnedAttribute" or "ComplexTypeAttribute"))
                        AddOwner(held, member.Name, isNested: false);
                }
            }
        }
    }

    /// <summary>A nested one is counted as two: its column is named after both.</summary>
    private void AddOwner(INamedTypeSymbol owned, string navigation, bool isNested)
    {
        if (Sites.Of(owned.OriginalDefinition) is not { Count: > 0 } sites)
            return;
        if (!_owners.TryGetValue(sites[0], out var navigations))
            _owners[sites[0]] = navigations = new HashSet<string>(StringComparer.Ordinal);
        navigations.Add(navigation + "_");
        if (isNested)
            navigations.Add("");
    }
}
