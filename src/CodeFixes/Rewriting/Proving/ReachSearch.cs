using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Finds the files that edits reach. A file is reached when it was edited, or when it holds the name of a declaration that changed and can have a value of
/// the type around it. A change of a type, or of what the language uses without a name, spreads to the declarations that mention it, and from them on.
/// What can be used without any of those names reaches a whole project and all that refer to it.
/// </summary>
internal sealed class ReachSearch(Snapshot snapshot, Rewritten rewritten, CancellationToken cancellationToken)
{
    private readonly Reach _reach = new();
    private readonly ReachSeeds _seeds = new();
    private bool _isHeldEverywhere;
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
        var declarations = new List<Declaration>?[_trees.Count];
        var said = new ReachWord[_trees.Count];
        for (var version = -1; version != _seeds.Words.Version;)
        {
            version = _seeds.Words.Version;
            Parallel.For(0, _trees.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var tree = _trees[i].Tree;
                said[i] = _seeds.Words.In(tree.GetText(cancellationToken));
                if ((said[i] & (ReachWord.Spreading | ReachWord.Holder)) != 0)
                    declarations[i] ??= Declarations.Of(tree.GetRoot(cancellationToken));
            });
            for (var i = 0; i < _trees.Count; i++)
            {
                var (project, compilation, tree) = _trees[i];
                if ((said[i] & ReachWord.Always) != 0 || ((said[i] & ReachWord.Member) != 0 && (_isHeldEverywhere || (said[i] & ReachWord.Holder) != 0)))
                    _reach.Add(project, tree.FilePath);
                foreach (var declaration in declarations[i] ?? Enumerable.Empty<Declaration>())
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
            _seeds.Construct(declaration.Own[0]);
        if (!_seeds.IsHeldBy(declaration))
            return;
        _isHeldEverywhere |= declaration.Kind == DeclarationKind.Everywhere;
        _seeds.Hold(declaration);
    }

    private void ReachAll(ProjectId project)
    {
        _reach.Add(project);
        foreach (var dependent in snapshot.Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project))
            _reach.Add(dependent);
    }
}
