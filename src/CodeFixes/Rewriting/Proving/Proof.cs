using System.Collections.Concurrent;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What shows that a rewrite holds: no error that was not there before, and every name that changed, or is spelled like a new one, binds to
/// the image of what it bound to.
/// </summary>
internal sealed class Proof(Snapshot snapshot, Collected collected, Plan plan, CancellationToken cancellationToken, ProofScope scope = ProofScope.Affected)
{
    private readonly Reach _everything = Reach.Everything(snapshot.Projects.Select(project => project.Id));
    private readonly Dictionary<ProjectId, List<CompilerError>> _before = new();
    private readonly Dictionary<ProjectId, List<CompilerError>> _allBefore = new();
    private Reach? _reach;

    /// <summary>Takes the files that a rewrite reaches to those that are looked at; tells whether there were others before, and the errors have to be found again.</summary>
    public async Task<bool> LookAtAsync(Rewritten rewritten)
    {
        if (scope == ProofScope.Full)
            return false;
        var reached = await new ReachSearch(snapshot, rewritten, cancellationToken).FindAsync().ConfigureAwait(false);
        var isFirst = _reach is null;
        var grew = (_reach ??= new Reach()).Grow(reached);
        if (grew)
            _before.Clear();
        return grew && !isFirst;
    }

    /// <summary>The errors after the edits, in what is looked at.</summary>
    public async Task<List<CompilerError>> ErrorsAsync(Rewritten rewritten)
    {
        var razor = new RazorAfter(snapshot, rewritten);
        var errors = new List<CompilerError>();
        foreach (var project in snapshot.Projects)
        {
            if (await rewritten.Solution.GetProject(project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation)
                errors.AddRange(CompilerError.Of(compilation, project.Id, _reach ?? _everything, razor.ViewOf, cancellationToken));
        }

        return errors;
    }

    /// <summary>The errors before the edits, in what is looked at.</summary>
    public List<CompilerError> ErrorsBefore() => snapshot.Projects.SelectMany(ErrorsBefore).ToList();

    private List<CompilerError> ErrorsBefore(ProjectView project) => ErrorsBefore(project, _reach ?? _everything, _before);

    private List<CompilerError> ErrorsBefore(ProjectView project, Reach reach, Dictionary<ProjectId, List<CompilerError>> known)
    {
        if (!known.TryGetValue(project.Id, out var errors))
            known[project.Id] = errors = CompilerError.Of(project.Compilation, project.Id, reach, tree => snapshot.ViewOf(tree.FilePath)?.Razor, cancellationToken);
        return errors;
    }

    /// <summary>Errors that were not there before, each with the units to blame; a unit that was let go in vain is not blamed again.</summary>
    public List<(IMove Move, string Reason)> ErrorFaults(Rewritten rewritten, List<CompilerError> after, HashSet<IMove> cleared)
    {
        var faults = new List<(IMove Move, string Reason)>();
        foreach (var error in after)
        {
            if (!IsNew(error, rewritten, out var oldSpan))
                continue;
            var blamed = Blame(error, oldSpan, rewritten).Where(move => !cleared.Contains(move)).ToList();

            // Nobody at the place is to blame: then anything that was edited can be.
            if (blamed.Count == 0)
                blamed = rewritten.Edits.SelectMany(file => file).Select(edit => edit.Owner).Where(move => move.Reason is null && !cleared.Contains(move)).Distinct().ToList();
            foreach (var move in blamed)
                faults.Add((move, Reasons.NewError(error.Id, error.Message)));
        }

        return faults;
    }

    /// <summary>An error at a statement that had one before is no new one: a repair unmasks what it hid.</summary>
    private bool IsNew(CompilerError error, Rewritten rewritten, out TextSpan oldSpan)
    {
        oldSpan = default;
        var project = snapshot.Projects.First(project => project.Id == error.Project);
        var before = ErrorsBefore(project);
        if (snapshot.RazorTextOf(error.Path) is { } razor)
            return IsNewInRazor(error, rewritten, before.Where(old => old.Path == error.Path), razor);
        var tree = project.Compilation.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == error.Path);
        var position = rewritten.OldPosition(error.Path, error.Span.Start);
        if (position < 0)
            position = rewritten.OldPosition(error.Path, error.Span.End);
        var node = position < 0 ? null : tree?.GetRoot(cancellationToken).FindToken(position).Parent;
        var region = (SyntaxNode?)node?.FirstAncestorOrSelf<StatementSyntax>(statement => statement is not BlockSyntax) ?? node?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (region is null)
            return ErrorsBefore(project, _everything, _allBefore).All(old => old.Id != error.Id);
        if (before.Count == 0)
            return true;
        oldSpan = region.Span;
        var span = region.Span;
        if (before.Any(old => old.Path == error.Path && old.Span.IntersectsWith(span)))
            return false;
        var model = project.Compilation.GetSemanticModel(region.SyntaxTree);
        return !region.DescendantNodes().OfType<ExpressionSyntax>().Any(expression => model.GetTypeInfo(expression, cancellationToken).Type is { TypeKind: TypeKind.Error });
    }

    /// <summary>In a Razor file, an error of the same kind, or on the same line, was there before.</summary>
    private static bool IsNewInRazor(CompilerError error, Rewritten rewritten, IEnumerable<CompilerError> before, SourceText text)
    {
        var position = Math.Max(0, rewritten.OldPosition(error.Path, error.Span.Start));
        var line = text.Lines.IndexOf(Math.Min(position, text.Length));
        return before.All(old => old.Id != error.Id && text.Lines.IndexOf(Math.Min(old.Span.Start, text.Length)) != line);
    }

    /// <summary>The units with an edit at the error, else those that speak of a name in it, else those of the file.</summary>
    private IEnumerable<IMove> Blame(CompilerError error, TextSpan oldSpan, Rewritten rewritten)
    {
        var edits = rewritten.Edits[error.Path].Where(edit => edit.Owner.Reason is null).ToList();
        var position = rewritten.OldPosition(error.Path, error.Span.Start);
        var exact = edits.Where(edit => edit.Edit.Span.Length > 0 && position >= 0 && edit.Edit.Span.Contains(position)).Select(edit => edit.Owner).Distinct().ToList();
        if (exact.Count > 0)
            return exact;
        var tables = plan.TablesNamedIn(error.Message);
        if (tables.Count > 0)
            return tables;
        var named = plan.Names.All.Where(unit => plan.Moves(unit) && (error.Message.Contains("'" + unit.First.OldName + "'") || error.Message.Contains("'" + unit.First.NewName + "'")
            || error.Message.Contains("." + unit.First.NewName) || error.Message.Contains("." + unit.First.OldName + "'"))).ToList();
        var near = named.Where(unit => unit.Tokens.Any(token => token.Path == error.Path)).ToList();
        if (near.Count > 0)
            return near;
        if (named.Count > 0)
            return named;
        var within = edits.Where(edit => oldSpan.IntersectsWith(edit.Edit.Span)).Select(edit => edit.Owner).Distinct().ToList();
        return within.Count > 0 ? within : edits.Select(edit => edit.Owner).Distinct();
    }

    /// <summary>Names that bind to something else than the image of what they bound to.</summary>
    public async Task<List<(IMove Move, string Reason)>> BindingFaultsAsync(Rewritten rewritten)
    {
        var faults = new ConcurrentBag<(int Order, IMove Move, string Reason)>();
        var views = new Dictionary<DocumentView, DocumentFindings>();
        foreach (var document in collected.Documents)
        {
            if (document.Document.Id is not null || document.Document.Razor is not null)
                views[document.Document] = document;
        }

        var razor = new RazorAfter(snapshot, rewritten);
        var existing = plan.Existing.ToLookup(name => name.Document);
        var order = 0;
        foreach (var project in snapshot.Projects)
        {
            var after = await rewritten.Solution.GetProject(project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
            var trees = new Dictionary<DocumentId, SyntaxTree>();
            foreach (var document in rewritten.Solution.GetProject(project.Id)!.Documents)
            {
                if (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree)
                    trees[document.Id] = tree;
            }

            var generated = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
            foreach (var tree in after!.SyntaxTrees.Where(RazorTree.IsGenerated))
                generated[tree.FilePath] = tree;
            var all = views.Values.Where(document => document.Document.Project == project).ToList();
            foreach (var document in all.Where(document => document.Document.Razor is not null))
            {
                generated.TryGetValue(document.Document.Path, out var tree);
                foreach (var (move, reason) in GeneratedAnew.Faults(document, tree, plan))
                    faults.Add((order, move, reason));
            }

            var mine = all.Where(document => TreeOf(document.Document) is not null).ToList();
            var offset = order;
            order += mine.Count;
            await Task.Run(() => Parallel.For(0, mine.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var check = new BindingCheck(snapshot, mine[i], after.GetSemanticModel(TreeOf(mine[i].Document)!), rewritten, razor, plan, cancellationToken);
                foreach (var (move, reason) in check.Faults(existing[mine[i].Document]))
                    faults.Add((offset + i, move, reason));
            }), cancellationToken).ConfigureAwait(false);

            SyntaxTree? TreeOf(DocumentView document) => document.Id is { } id
                ? trees.TryGetValue(id, out var written) ? written : null
                : generated.TryGetValue(document.Path, out var made) ? made : null;
        }

        return faults.OrderBy(fault => fault.Order).ThenBy(fault => fault.Reason, StringComparer.Ordinal).Select(fault => (fault.Move, fault.Reason)).ToList();
    }
}
