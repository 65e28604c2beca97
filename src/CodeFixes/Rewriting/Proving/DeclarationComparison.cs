using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Compares a project's declarations before and after the edits, file by file.</summary>
internal sealed class DeclarationComparison(Compilation before, Compilation after, ReachSeeds seeds, CancellationToken cancellationToken)
{
    private readonly bool _errsOnUnusedFields = UnusedFields.AreErrors(after, cancellationToken);
    private readonly HashSet<string> _dropped = new(StringComparer.Ordinal);

    /// <summary>Something changed that can be used without any name.</summary>
    public bool ReachesEverything { get; private set; }

    /// <summary>
    /// A use of a field or an event may be gone where the compiler takes one that nobody uses for an error: that shows only when a project is compiled as a whole.
    /// </summary>
    public bool LeavesFieldsUnused => _dropped.Any(word => after.ContainsSymbolsWithName(word, SymbolFilter.Member, cancellationToken));

    /// <summary>The files that changed, came or went.</summary>
    public IEnumerable<string> Compare()
    {
        var old = before.SyntaxTrees.Where(tree => !after.ContainsSyntaxTree(tree)).ToLookup(tree => tree.FilePath, StringComparer.Ordinal);
        var now = after.SyntaxTrees.Where(tree => !before.ContainsSyntaxTree(tree)).ToLookup(tree => tree.FilePath, StringComparer.Ordinal);
        foreach (var path in old.Concat(now).Select(trees => trees.Key).Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal))
        {
            var (olds, news) = (old[path].ToList(), now[path].ToList());
            var isChanged = false;
            for (var i = 0; i < Math.Max(olds.Count, news.Count); i++)
                isChanged |= Compare(olds.ElementAtOrDefault(i), news.ElementAtOrDefault(i));
            if (isChanged)
                yield return path;
        }
    }

    private bool Compare(SyntaxTree? old, SyntaxTree? now)
    {
        if (old is not null && now?.GetText(cancellationToken).ContentEquals(old.GetText(cancellationToken)) == true)
            return false;                               // generated anew, as before
        var olds = DeclarationsIn(old);
        var news = DeclarationsIn(now);
        var pairs = CompareText(olds, news);
        if (old is not null && now is not null)
        {
            if (_errsOnUnusedFields)
                Drop(old, now);
            if (Imports(old) != Imports(now))
                CompareMeaning(pairs, before.GetSemanticModel(old), after.GetSemanticModel(now));
        }

        return true;
    }

    private List<Declaration> DeclarationsIn(SyntaxTree? tree) => tree is null ? new List<Declaration>() : Declarations.Of(tree.GetRoot(cancellationToken));

    private string Imports(SyntaxTree tree) => string.Join(
        "\n", tree.GetRoot(cancellationToken).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>());

    /// <summary>Gives those that read alike, but for their names.</summary>
    private List<(Declaration Old, Declaration New)> CompareText(List<Declaration> olds, List<Declaration> news)
    {
        var pairs = new List<(Declaration Old, Declaration New)>();
        var gone = olds.ToList();
        var come = new List<Declaration>();
        foreach (var declaration in news)
        {
            var same = gone.FindIndex(declaration.IsSame);
            if (same < 0)
            {
                come.Add(declaration);
                continue;
            }

            pairs.Add((gone[same], declaration));
            gone.RemoveAt(same);
        }

        foreach (var declaration in come)
        {
            var renamed = gone.FindIndex(declaration.IsRenamed);
            if (renamed < 0)
            {
                Change(declaration, after, olds);
                continue;
            }

            if (declaration.Kind == DeclarationKind.Everywhere)
                ReachesEverything = true;
            seeds.Renamed(gone[renamed], declaration);
            pairs.Add((gone[renamed], declaration));
            gone.RemoveAt(renamed);
        }

        foreach (var declaration in gone)
            Change(declaration, before, news);
        return pairs;
    }

    /// <summary>Under other imports, what reads alike can mean something else.</summary>
    private void CompareMeaning(List<(Declaration Old, Declaration New)> pairs, SemanticModel old, SemanticModel now)
    {
        foreach (var pair in pairs)
        {
            if (DeclarationMeaning.Of(pair.Old, old, cancellationToken) != DeclarationMeaning.Of(pair.New, now, cancellationToken))
                Change(pair.New, after, pairs.ConvertAll(other => other.Old));
        }
    }

    /// <summary>A type without a constructor has one that nobody wrote.</summary>
    private void Change(Declaration declaration, Compilation compilation, List<Declaration> others)
    {
        if (declaration.Kind == DeclarationKind.Everywhere)
            ReachesEverything = true;
        var isImplicit = Construction.IsImplicit(declaration, compilation, cancellationToken)
            || others.All(other => other.Kind != DeclarationKind.Constructor || other.Container != declaration.Container);
        seeds.Changed(declaration, isImplicit);
    }

    private void Drop(SyntaxTree old, SyntaxTree now)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Count(old, 1);
        Count(now, -1);
        _dropped.UnionWith(counts.Where(count => count.Value > 0).Select(count => count.Key));

        void Count(SyntaxTree tree, int each)
        {
            foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens())
            {
                if (token.Parent is SimpleNameSyntax)
                    counts[token.ValueText] = (counts.TryGetValue(token.ValueText, out var count) ? count : 0) + each;
            }
        }
    }
}
