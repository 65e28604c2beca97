using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The library that writes a type as JSON.</summary>
internal enum JsonLibrary
{
    /// <summary>System.Text.Json.</summary>
    SystemText,

    /// <summary>Newtonsoft.Json.</summary>
    Newtonsoft,
}

/// <summary>One way in which a type is written as JSON.</summary>
internal readonly record struct JsonUse(JsonLibrary Library, NamingPolicy Policy);

/// <summary>Which types are read and written as JSON, by which library and under which naming policy, as the code shows it.</summary>
internal sealed partial class JsonUses
{
    private readonly Dictionary<Site, HashSet<JsonUse>> _uses = new();
    private readonly HashSet<JsonUse> _all = new();
    private readonly Snapshot _snapshot;
    private readonly JsonOptionsReading _options;
    private readonly WebJson _web;
    private readonly CancellationToken _cancellationToken;
    private NamingPolicy _newtonsoftDefault = NamingPolicy.AsWritten;

    private JsonUses(Snapshot snapshot, CancellationToken cancellationToken)
    {
        _snapshot = snapshot;
        _cancellationToken = cancellationToken;
        _options = new JsonOptionsReading(snapshot, cancellationToken);
        _web = new WebJson(snapshot, _options, cancellationToken);
    }

    /// <summary>Types that the same handlers bind member by member.</summary>
    public BoundTypes Bound { get; } = new();

    public static JsonUses Of(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var uses = new JsonUses(snapshot, cancellationToken);
        var documents = snapshot.Documents.Where(document => !document.IsGenerated && Shows(document)).ToList();
        foreach (var document in documents)
            uses.ReadNewtonsoftDefault(document);
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            uses.Read(document);
        }

        return uses;
    }

    /// <summary>How a type is written; for one that only looks like JSON, how the solution writes JSON at all. Empty for one that is not written.</summary>
    public IReadOnlyCollection<JsonUse> Of(INamedTypeSymbol type)
    {
        var sites = Sites.Of(type.OriginalDefinition);
        if (sites.Count == 0)
            return Array.Empty<JsonUse>();
        if (_uses.TryGetValue(sites[0], out var uses))
            return uses.Select(use => use.Policy == NamingPolicy.Unknown ? new JsonUse(use.Library, Only(use.Library)) : use).Distinct().ToList();
        if (!JsonTypes.IsJson(type))
            return Array.Empty<JsonUse>();
        var hasNewtonsoft = JsonTypes.IsNewtonsoft(type);
        if (!hasNewtonsoft && _web.Usual is { } web)
            return new[] { web };
        var library = hasNewtonsoft || (_all.Count > 0 && _all.All(use => use.Library == JsonLibrary.Newtonsoft)) ? JsonLibrary.Newtonsoft : JsonLibrary.SystemText;
        return new[] { new JsonUse(library, Only(library)) };
    }

    /// <summary>The policy of all uses that are known; unknown where they differ.</summary>
    private NamingPolicy Only(JsonLibrary library)
    {
        var policies = _all.Where(use => use.Library == library && use.Policy != NamingPolicy.Unknown).Select(use => use.Policy).ToList();
        if (policies.Count == 1)
            return policies[0];
        return policies.Count == 0 && !_all.Any(use => use.Library == library)
            ? library == JsonLibrary.Newtonsoft ? _newtonsoftDefault : NamingPolicy.AsWritten
            : NamingPolicy.Unknown;
    }

    private void AddTypes(DocumentView document, InvocationExpressionSyntax call, IMethodSymbol method, JsonUse use)
    {
        foreach (var type in method.TypeArguments)
            Add(type, use);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax named)
                Add(document.Model.GetTypeInfo(named.Type, _cancellationToken).Type, use);
            else if (document.Model.GetTypeInfo(argument.Expression, _cancellationToken).Type is { } type && !IsOptions(type))
                Add(type, use);
        }
    }

    /// <summary>The type with everything that it holds.</summary>
    private void Add(ITypeSymbol? type, JsonUse use)
    {
        _all.Add(use);
        HeldTypes.Visit(type, held =>
        {
            var site = Sites.Of(held.OriginalDefinition)[0];
            if (!_uses.TryGetValue(site, out var uses))
                _uses[site] = uses = new HashSet<JsonUse>();
            return uses.Add(NewtonsoftStrategyOf(held) is { } own && use.Library == JsonLibrary.Newtonsoft ? new JsonUse(use.Library, own) : use);
        });
    }

    /// <summary><c>[JsonObject(NamingStrategyType = typeof(…))]</c>.</summary>
    private static NamingPolicy? NewtonsoftStrategyOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name != "JsonObjectAttribute")
                continue;
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Key == "NamingStrategyType" && argument.Value.Value is ITypeSymbol strategy)
                    return JsonOptionsReading.OfStrategy(strategy.Name);
            }
        }

        return null;
    }
}
