using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>A file that moves data: it names both tables of a mapped pair as types, on purpose, and is left alone.</summary>
internal static class DataMigrationFile
{
    /// <summary>Whether the file binds to a legacy table and to its counterpart.</summary>
    public static bool BindsToBoth(
        SyntaxNode root, SourceText text, SemanticModel model, MigrationMap map, SchemaFacts schema, CancellationToken cancellationToken)
    {
        if (!schema.HasBoth)
            return false;
        var names = NamesOfPairs(root, text, map);
        if (names is null)
            return false;

        var legacy = new HashSet<string>(StringComparer.Ordinal);
        var current = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (TableReference.TypeOf(name, model, type => IsTableOfEither(type, schema), cancellationToken) is not { } type)
                continue;
            var pair = schema.IsLegacyTable(type) ? map.Tables[type.Name] : type.Name;
            (schema.IsLegacyTable(type) ? legacy : current).Add(pair);
            if (legacy.Contains(pair) && current.Contains(pair))
                return true;
        }

        return false;
    }

    private static bool IsTableOfEither(INamedTypeSymbol type, SchemaFacts schema) =>
        schema.IsLegacyTable(type)
        || (schema.Targets.TryGetValue(type.Name, out var target) && SymbolEqualityComparer.Default.Equals(target, type));

    /// <summary>The names that can be those of a pair: both of its names are in the file, or the one that it has, twice. Nothing is bound.</summary>
    private static List<SimpleNameSyntax>? NamesOfPairs(SyntaxNode root, SourceText text, MigrationMap map)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<SimpleNameSyntax>();
        foreach (var token in CandidateWords.Identifiers(root, text, Words.Table))
        {
            if (token.Parent is not SimpleNameSyntax name)
                continue;
            counts.TryGetValue(token.ValueText, out var count);
            counts[token.ValueText] = count + 1;
            names.Add(name);
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in map.Tables)
        {
            if (!counts.TryGetValue(pair.Key, out var singulars) || !counts.ContainsKey(pair.Value) || (pair.Key == pair.Value && singulars < 2))
                continue;
            wanted.Add(pair.Key);
            wanted.Add(pair.Value);
        }

        if (wanted.Count == 0)
            return null;
        names.RemoveAll(name => !wanted.Contains(name.Identifier.ValueText));
        return names;
    }
}
