using System.Collections.Concurrent;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The Razor files after the edits, as what is generated anew shows them.</summary>
internal sealed class RazorAfter(Snapshot snapshot, Rewritten rewritten)
{
    private readonly ConcurrentDictionary<SyntaxTree, RazorView?> _views = new();

    /// <summary>The view that a tree is; <c>null</c> for any other.</summary>
    public RazorView? ViewOf(SyntaxTree tree) => !RazorTree.IsGenerated(tree) ? null : _views.GetOrAdd(
        tree, tree => RazorTree.SourceOf(tree, CancellationToken.None) is { } path && TextOf(path) is { } text ? new RazorView(tree, path, text, TextOf) : null);

    /// <summary>Where a symbol is declared, in the files that a person edits; the start is -1 where a generator declares it of its own.</summary>
    public static List<Site> SitesOf(ISymbol symbol, Func<SyntaxTree, RazorView?> viewOf)
    {
        var sites = new List<Site>();
        foreach (var location in symbol.Locations)
        {
            if (location is not { IsInSource: true, SourceTree: { } tree })
                continue;
            if (viewOf(tree) is not { } view)
                sites.Add(new Site(tree.FilePath, location.SourceSpan.Start));
            else
                sites.Add(view.PlaceOf(location.SourceSpan) is { } place ? new Site(place.Path, place.Span.Start) : new Site(view.Path, -1));
        }

        return sites;
    }

    private SourceText? TextOf(string path) => rewritten.Files.TryGetValue(path, out var file) ? file.After : snapshot.RazorTextOf(path);
}
