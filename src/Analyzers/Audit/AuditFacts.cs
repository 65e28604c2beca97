using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>
/// The old and the new audit, as one compilation sees them: methods named <c>LogAuditEvent</c> or <c>LogAuditEventAsync</c>,
/// old ones by the names of their eight parameters, new ones by beginning with action, resource type and resource id.
/// </summary>
public sealed class AuditFacts
{
    /// <summary>The parameters of the old shape, in their documented order.</summary>
    public static ImmutableArray<string> LegacyParameters { get; } = ImmutableArray.Create(
        "workosUserId", "action", "resourceType", "resourceId", "oldValues", "newValues", "ipAddress", "userAgent");

    private AuditFacts(ImmutableArray<IMethodSymbol> legacy, ImmutableArray<IMethodSymbol> current)
    {
        Legacy = legacy;
        Current = current;
    }

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
            SolutionAssemblies.Types(assembly.GlobalNamespace, HasAuditMethod, types);
        }

        var methods = types
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>().Where(method => IsAuditName(method.Name)))
            .OrderBy(method => method.ToDisplayString(), StringComparer.Ordinal)
            .ToList();
        return new AuditFacts(
            methods.Where(method => IsLegacyShape(method) && map.TargetAudit != Namespace(method)
                && (map.LegacyAudit is null || map.LegacyAudit == Namespace(method))).ToImmutableArray(),
            methods.Where(method => IsCurrentShape(method)
                && (map.TargetAudit is null || map.TargetAudit == Namespace(method))).ToImmutableArray());
    }

    /// <summary>Whether a method of this name can be an audit call.</summary>
    public static bool IsAuditName(string name) => name is "LogAuditEvent" or "LogAuditEventAsync";

    /// <summary>Whether the parameters are those of the old shape: the user first, or action first; a trailing cancellation token is allowed.</summary>
    public static bool IsLegacyShape(IMethodSymbol method)
    {
        var matched = 0;
        foreach (var parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (LegacyRole(parameter.Name) is not null)
                matched++;
        }

        return matched == LegacyParameters.Length;
    }

    /// <summary>The documented name of a parameter of the old shape; the user id may be spelled in several ways.</summary>
    public static string? LegacyRole(string parameter)
    {
        if (parameter is "clerkUserId" or "clerkId" or "userId" || string.Equals(parameter, "workosUserId", StringComparison.OrdinalIgnoreCase))
            return "workosUserId";
        return LegacyParameters.Contains(parameter) ? parameter : null;
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
    /// else in the type of the same name, else the only one that there is.
    /// </summary>
    public IMethodSymbol? CounterpartOf(IMethodSymbol legacy)
    {
        var old = legacy.ContainingType;
        return Best(Current.Where(method => method.Name == legacy.Name && Namespace(method) == Namespace(legacy) + "Workos" && method.ContainingType.Name == old.Name))
            ?? Best(Current.Where(method => method.Name == legacy.Name && method.ContainingType.Name == old.Name && !SymbolEqualityComparer.Default.Equals(method.ContainingType, old)))
            ?? Best(Current.Where(method => method.Name == legacy.Name && method.IsStatic == legacy.IsStatic && method.ContainingType.TypeKind == old.TypeKind))
            ?? Best(Current.Where(method => method.IsStatic == legacy.IsStatic && method.ContainingType.TypeKind == old.TypeKind));

        static IMethodSymbol? Best(IEnumerable<IMethodSymbol> candidates)
        {
            var list = candidates.ToList();
            return list.Count == 1 ? list[0] : null;
        }
    }

    private static bool HasAuditMethod(INamedTypeSymbol type) => type.MemberNames.Contains("LogAuditEvent") || type.MemberNames.Contains("LogAuditEventAsync");

    private static string Namespace(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString();
}
