using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Tables;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Imports;

/// <summary>Which namespaces are left, and for which.</summary>
internal sealed class NamespaceMove
{
    private const string Suffix = "Workos";

    private readonly ImmutableDictionary<string, string> _replacements;
    private readonly ImmutableHashSet<string> _targets;

    private NamespaceMove(ImmutableDictionary<string, string> replacements, ImmutableHashSet<string> targets)
    {
        _replacements = replacements;
        _targets = targets;
        LastWords = replacements.Keys.Concat(targets.Where(EndsInSuffix).Select(WithoutSuffix))
            .Select(LastWord)
            .Where(word => word.Length > 0)             // a half-typed namespace ends with its dot, and "X.Workos" was none
            .Distinct(StringComparer.Ordinal)
            .OrderBy(word => word, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    /// <summary>The last words of the names to look for.</summary>
    public ImmutableArray<string> LastWords { get; }

    /// <summary>From the legacy schema to the WorkOS schema.</summary>
    public static NamespaceMove Of(SchemaFacts schema) => schema.TargetNamespace is not { } target
        ? new(ImmutableDictionary<string, string>.Empty, ImmutableHashSet<string>.Empty)
        : new(schema.LegacyNamespaces.ToImmutableDictionary(legacy => legacy, _ => target), ImmutableHashSet.Create(target));

    /// <summary>From the name that the WorkOS schema had before the consolidation to the one that it has.</summary>
    public static NamespaceMove OfInterim(SchemaFacts schema) => new(
        schema.InterimNamespaces.ToImmutableDictionary(interim => interim, _ => schema.TargetNamespace!), ImmutableHashSet<string>.Empty)
    { IsGone = true };

    /// <summary>What is replaced is expected to be there no more, so that a qualifier which leaves out its first words is looked at as well.</summary>
    private bool IsGone { get; init; }

    /// <summary>From the old audit to the new one.</summary>
    public static NamespaceMove Of(AuditFacts audit, MigrationMap map)
    {
        var replacements = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var legacy in audit.Legacy)
        {
            if (audit.LegacyNamespaces.Contains(Namespace(legacy)) && audit.CounterpartOf(legacy) is { } counterpart)
                replacements[Namespace(legacy)] = map.TargetAudit ?? Namespace(counterpart);
        }

        if (map is { LegacyAudit: { } configured, TargetAudit: { } target })
            replacements[configured] = target;
        return new(replacements.ToImmutable(), audit.Current.Select(Namespace).ToImmutableHashSet(StringComparer.Ordinal));
    }

    /// <summary>The namespace that takes the place of <paramref name="symbol"/>; <c>null</c> when that stays.</summary>
    public string? ReplacementFor(INamespaceSymbol symbol) => _replacements.TryGetValue(symbol.ToDisplayString(), out var target) ? target : null;

    /// <summary>
    /// The namespace for a name that resolves to nothing: <c>N</c> is what was before <c>NWorkos</c>. A qualifier may leave out its first words.
    /// </summary>
    public string? ReplacementFor(string unresolved, bool partial)
    {
        if (_replacements.TryGetValue(unresolved, out var target))
            return target;
        if (IsGone && partial)
        {
            foreach (var gone in _replacements)
            {
                if (gone.Key.EndsWith("." + unresolved, StringComparison.Ordinal))
                    return gone.Value;
            }
        }

        foreach (var candidate in _targets)
        {
            if (candidate == unresolved + Suffix
                || (partial && candidate.EndsWith("." + unresolved + Suffix, StringComparison.Ordinal)))
                return candidate;
        }

        return null;
    }

    private static string Namespace(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString();

    private static bool EndsInSuffix(string name) => name.EndsWith(Suffix, StringComparison.Ordinal);

    private static string WithoutSuffix(string name) => name.Substring(0, name.Length - Suffix.Length);

    private static string LastWord(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
