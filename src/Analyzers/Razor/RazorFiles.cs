using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>The Razor files of a compilation, and the trees that are made of them. Both are looked for when first asked for.</summary>
internal sealed class RazorFiles
{
    private readonly Lazy<Dictionary<string, SourceText>> _texts;
    private readonly Lazy<Dictionary<string, SyntaxTree>> _trees;

    /// <param name="compilation">The compilation, with what its generators made.</param>
    /// <param name="texts">The Razor files that it was given.</param>
    public RazorFiles(Compilation compilation, Func<IEnumerable<(string Path, SourceText Text)>> texts)
    {
        _texts = new(() =>
        {
            var known = new Dictionary<string, SourceText>(StringComparer.Ordinal);
            foreach (var (path, text) in texts())
            {
                if (RazorTree.IsRazor(path))
                    known[path] = text;
            }

            return known;
        });
        _trees = new(() =>
        {
            var known = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
            foreach (var tree in compilation.SyntaxTrees)
            {
                if (RazorTree.SourceOf(tree, CancellationToken.None) is { } path)
                    known[path] = tree;
            }

            return known;
        });
    }

    /// <summary>The Razor files that additional files are.</summary>
    public static IEnumerable<(string Path, SourceText Text)> Among(IEnumerable<AdditionalText> files)
    {
        foreach (var file in files)
        {
            if (RazorTree.IsRazor(file.Path) && file.GetText() is { } text)
                yield return (file.Path, text);
        }
    }

    /// <summary>A file's text; <c>null</c> when the compilation does not know it.</summary>
    public SourceText? TextOf(string path) => _texts.Value.TryGetValue(path, out var text) ? text : null;

    /// <summary>Every file.</summary>
    public IEnumerable<KeyValuePair<string, SourceText>> All => _texts.Value;

    /// <summary>What a tree shows; <c>null</c> when it is made of no Razor file that the compilation knows.</summary>
    public RazorView? ViewOf(SyntaxTree tree, CancellationToken cancellationToken) =>
        RazorTree.SourceOf(tree, cancellationToken) is { } path && TextOf(path) is { } text ? new RazorView(tree, path, text, TextOf) : null;

    /// <summary>The view of a file; <c>null</c> when nothing was generated from it.</summary>
    public RazorView? ViewOf(string path) =>
        _trees.Value.TryGetValue(path, out var tree) && TextOf(path) is { } text ? new RazorView(tree, path, text, TextOf) : null;
}
