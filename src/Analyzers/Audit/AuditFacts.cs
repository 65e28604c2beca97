using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>
/// The old and the new audit, as one compilation sees them: methods named <c>LogAuditEvent</c> or <c>LogAuditEventAsync</c>,
/// old ones by the names of their eight parameters, new ones by beginning with action, resource type and resource id.
/// </summary>
public sealed class AuditFacts
{
    private readonly MigrationMap _map;

    private AuditFacts(MigrationMap map, ImmutableArray<IMethodSymbol> legacy, ImmutableArray<IMethodSymbol> current)
    {
        _map = map;
        Legacy = legacy;
        Current = current;
        LegacyNamespaces = FindLegacyNamespaces();
    }

    /// <summary>The parameters of the old shape.</summary>
    public AuditSignature Signature => _map.AuditSignature;

    /// <summary>Methods of the old shape.</summary>
    public ImmutableArray<IMethodSymbol> Legacy { get; }

    /// <summary>Methods of the new shape.</summary>
    public ImmutableArray<IMethodSymbol> Current { get; }

    /// <summary>Looks at the source and at every referenced assembly that is not the platform's.</summary>
    public static AuditFacts Of(Compilation compilation, MigrationMap map, CancellationToken cancellationToken)
    {
        var types = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AuditAssemblies.MayDeclareAudit(assembly))
                SolutionAssemblies.Types(assembly.GlobalNamespace, HasAuditMethod, types);
        }

        var methods = types
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>().Where(method => IsAuditName(method.Name)))
            .OrderBy(method => method.ToDisplayString(), StringComparer.Ordinal)
            .ToList();
        return new AuditFacts(
            map,
            methods.Where(method => IsLegacy(method, map)).ToImmutableArray(),
            methods.Where(method => IsCurrentShape(method)
                && (map.TargetAudit is null || map.TargetAudit == Namespace(method))).ToImmutableArray());
    }

    /// <summary>Whether <paramref name="method"/> is the old audit: of its shape, and where the configuration says that it is.</summary>
    public bool IsLegacy(IMethodSymbol method) => IsAuditName(method.Name) && IsLegacy(method, _map);

    /// <summary>
    /// Whether <paramref name="node"/> belongs to the old audit itself: to a type that declares a method of the old shape,
    /// or to the legacy namespace where the new audit has another.
    /// </summary>
    public bool IsWithinLegacy(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(node.SpanStart, cancellationToken); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamespaceSymbol space)
                return LegacyNamespaces.Contains(space.ToDisplayString());
            if (symbol is INamedTypeSymbol type && DeclaresLegacy(type))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Namespaces that hold the old audit and are left for another one: configured, or with a visible counterpart in the namespace named
    /// the same + <c>Workos</c> or in a type of the same name elsewhere.
    /// </summary>
    public ImmutableHashSet<string> LegacyNamespaces { get; }

    /// <summary>The new method for a call that does not resolve: of that name, in a type named as the receiver if there is one.</summary>
    internal IMethodSymbol? CounterpartOf(string name, SyntaxNode? receiver)
    {
        var type = (receiver as SimpleNameSyntax ?? (receiver as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText;
        IMethodSymbol? named = null;
        IMethodSymbol? only = null;
        var count = 0;
        foreach (var method in Current)
        {
            if (method.Name != name)
                continue;
            only = method;
            count++;
            if (method.ContainingType.Name == type)
                named ??= method;
        }

        return named ?? (count == 1 ? only : null);
    }

    /// <summary>Whether a method of this name can be an audit call.</summary>
    public static bool IsAuditName(string name) => name is "LogAuditEvent" or "LogAuditEventAsync";

    /// <summary>Whether the parameters are those of the old shape: the user first, or action first; a trailing cancellation token is allowed.</summary>
    private static bool IsLegacyShape(IMethodSymbol method, AuditSignature signature)
    {
        var matched = 0;
        foreach (var parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (signature.RoleOf(parameter.Name) is not null)
                matched++;
        }

        return matched == signature.Order.Length;
    }

    /// <summary>Whether the parameters are (action, resourceType, resourceId, changes?, metadata?, …).</summary>
    public static bool IsCurrentShape(IMethodSymbol method)
    {
        var parameters = (method.ReducedFrom ?? method).Parameters;
        var first = method.IsExtensionMethod ? 1 : 0;
        return parameters.Length >= first + 4
            && parameters[first].Name == "action" && parameters[first + 1].Name == "resourceType" && parameters[first + 2].Name == "resourceId"
            && parameters[first + 3].Name == "changes"
            && parameters.Skip(first + 3).All(parameter => parameter.IsOptional);
    }

    /// <summary>
    /// The new method for an old one: in the type of the same name in the counterpart namespace (old + <c>Workos</c>) if it is there,
    /// else in the type of the same name, else the only one that there is of the same kind, else the only service.
    /// </summary>
    public IMethodSymbol? CounterpartOf(IMethodSymbol legacy)
    {
        var old = legacy.ContainingType;
        return Best(Current.Where(method => method.Name == legacy.Name && Namespace(method) == Namespace(legacy) + "Workos" && method.ContainingType.Name == old.Name))
            ?? Best(Current.Where(method => method.Name == legacy.Name && method.ContainingType.Name == old.Name && !SymbolEqualityComparer.Default.Equals(method.ContainingType, old)))
            ?? Best(Current.Where(method => method.Name == legacy.Name && method.IsStatic == legacy.IsStatic && method.ContainingType.TypeKind == old.TypeKind))
            ?? Best(Current.Where(method => method.IsStatic == legacy.IsStatic && method.ContainingType.TypeKind == old.TypeKind))
            ?? Best(Current.Where(method => method.Name == legacy.Name && IsService(method)))
            ?? Best(Current.Where(IsService));

        static IMethodSymbol? Best(IEnumerable<IMethodSymbol> candidates)
        {
            var list = candidates.ToList();
            return list.Count == 1 ? list[0] : null;
        }
    }

    private ImmutableHashSet<string> FindLegacyNamespaces()
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var legacy in Legacy)
        {
            var space = Namespace(legacy);
            if (CounterpartOf(legacy) is { } counterpart
                && (Namespace(counterpart) == space + "Workos" || counterpart.ContainingType.Name == legacy.ContainingType.Name || IsService(counterpart))
                && Current.All(method => Namespace(method) != space))
                found.Add(space);
        }

        if (_map.LegacyAudit is { } configured)
            found.Add(configured);
        return found.ToImmutable();
    }

    /// <summary>A method of an interface, which a class is given by dependency injection.</summary>
    private static bool IsService(IMethodSymbol method) => method.ContainingType.TypeKind == TypeKind.Interface;

    private bool DeclaresLegacy(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && IsAuditName(method.Name) && IsLegacyShape(method, Signature))
                return true;
        }

        return false;
    }

    private static bool IsLegacy(IMethodSymbol method, MigrationMap map) =>
        IsLegacyShape(method, map.AuditSignature) && map.TargetAudit != Namespace(method) && (map.LegacyAudit is null || map.LegacyAudit == Namespace(method));

    private static bool HasAuditMethod(INamedTypeSymbol type) => type.MemberNames.Contains("LogAuditEvent") || type.MemberNames.Contains("LogAuditEventAsync");

    private static string Namespace(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString();
}
