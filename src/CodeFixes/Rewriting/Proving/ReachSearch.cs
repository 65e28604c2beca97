using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Finds the files that edits reach. A file is reached when it was edited, or when it holds the name of a declaration that changed. A change of a
/// type, or of what the language uses without a name, spreads to the declarations that mention it, and from them on. What can be used without
/// any of those names reaches a whole project and all that refer to it.
/// </summary>
internal sealed class ReachSearch(Snapshot snapshot, Rewritten rewritten, CancellationToken cancellationToken)
{
    private readonly Reach _reach = new();
    private readonly ReachSeeds _seeds = new();
    private readonly List<(ProjectId Project, Compilation Compilation, SyntaxTree Tree)> _trees = new();

    public async Task<Reach> FindAsync()
    {
        foreach (var project in snapshot.Projects)
        {
            var after = (await rewritten.Solution.GetProject(project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            var comparison = new DeclarationComparison(project.Compilation, after, _seeds, cancellationToken);
            foreach (var path in comparison.Compare())
                _reach.Add(project.Id, path);
            if (comparison.ReachesEverything)
                ReachAll(project.Id);
            if (comparison.LeavesFieldsUnused)
                _reach.Add(project.Id);
            _trees.AddRange(after.SyntaxTrees.Select(tree => (project.Id, after, tree)));
        }

        Spread();
        return _reach;
    }

    private void Spread()
    {
        for (var (fresh, spreading) = _seeds.TakeFresh(); !fresh.IsEmpty || !spreading.IsEmpty; (fresh, spreading) = _seeds.TakeFresh())
        {
            var (names, types) = (fresh, spreading);
            var holding = new ConcurrentDictionary<int, IReadOnlyList<Declaration>>();
            Parallel.For(0, _trees.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var text = _trees[i].Tree.GetText(cancellationToken);
                if (!types.IsEmpty && types.AreIn(text))
                    holding[i] = Declarations.Of(_trees[i].Tree.GetRoot(cancellationToken));
                else if (!_reach.Holds(_trees[i].Project, _trees[i].Tree.FilePath) && names.AreIn(text))
                    holding[i] = Array.Empty<Declaration>();
            });
            foreach (var (index, declarations) in holding.OrderBy(tree => tree.Key).Select(tree => (tree.Key, tree.Value)))
            {
                var (project, compilation, tree) = _trees[index];
                _reach.Add(project, tree.FilePath);
                foreach (var declaration in declarations)
                    Spread(project, compilation, declaration);
            }
        }
    }

    private void Spread(ProjectId project, Compilation compilation, Declaration declaration)
    {
        if (_seeds.IsMentionedIn(declaration))
        {
            if (declaration.Kind == DeclarationKind.Everywhere)
                ReachAll(project);
            _seeds.Changed(declaration, Construction.IsImplicit(declaration, compilation, cancellationToken));
        }

        if (_seeds.IsDerived(declaration))
            _seeds.Construct(declaration.Names[0]);
    }

    private void ReachAll(ProjectId project)
    {
        _reach.Add(project);
        foreach (var dependent in snapshot.Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project))
            _reach.Add(dependent);
    }
}
