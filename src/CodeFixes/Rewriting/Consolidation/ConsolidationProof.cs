using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Proves that a solution means the same with its namespaces renamed: everything is compiled before and after, no error is new, and every name that can be a
/// schema's, or of a type in one, binds to what it bound to. The second is not idle: both schemas have types of the same name.
/// </summary>
internal sealed class ConsolidationProof(Snapshot snapshot, Rewritten rewritten, SchemaNames names, CancellationToken cancellationToken)
{
    private readonly Reach _everything = Reach.Everything(snapshot.Projects.Select(project => project.Id));

    public async Task<(int Before, int After, ImmutableArray<Finding> Faults)> RunAsync(IProgress<RewriteProgress>? progress)
    {
        var faults = new List<Finding>();
        var (before, after) = (0, 0);
        for (var at = 0; at < snapshot.Projects.Length; at++)
        {
            progress?.Report(new RewriteProgress("Compiling", at, snapshot.Projects.Length));
            var project = snapshot.Projects[at];
            var compilation = (await rewritten.Solution.GetProject(project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            var old = CompilerError.Of(project.Compilation, project.Id, _everything, tree => snapshot.ViewOf(tree.FilePath)?.Razor, cancellationToken);
            var now = CompilerError.Of(compilation, project.Id, _everything, new RazorAfter(snapshot, rewritten).ViewOf, cancellationToken);
            (before, after) = (before + old.Count, after + now.Count);
            faults.AddRange(NewErrors(old, now));
            if (now.Count <= old.Count)
                faults.AddRange(await StrayNamesAsync(project, compilation).ConfigureAwait(false));
        }

        return (before, after, faults.GroupBy(fault => (fault.Path, fault.Span, fault.Message)).Select(group => group.First()).ToImmutableArray());
    }

    private IEnumerable<Finding> NewErrors(List<CompilerError> before, List<CompilerError> after)
    {
        var known = before.ToLookup(error => (error.Path, error.Id, error.Span.Start));
        foreach (var group in after.GroupBy(error => (error.Path, error.Id, Start: rewritten.OldPosition(error.Path, error.Span.Start))))
        {
            foreach (var error in group.Skip(known[group.Key].Count()))
            {
                var text = rewritten.Files.TryGetValue(error.Path, out var file) ? file.After : snapshot.Documents.FirstOrDefault(document => document.Path == error.Path)?.Text ?? snapshot.RazorTextOf(error.Path);
                yield return new Finding(RuleIds.InterimSchema, FindingStatus.Listed, error.Path, error.Span, text?.Lines.GetLinePositionSpan(error.Span) ?? default, $"{error.Id}: {error.Message}");
            }
        }
    }

    private async Task<List<Finding>> StrayNamesAsync(ProjectView project, Compilation after)
    {
        var faults = new List<Finding>();
        var wanted = WordsOf(project);
        foreach (var document in snapshot.Documents.Where(document => document.Project == project && document.Id is not null))
        {
            var tree = (await rewritten.Solution.GetDocument(document.Id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false))!;
            var (root, model) = (tree.GetRoot(cancellationToken), after.GetSemanticModel(tree));
            foreach (var token in document.Root.DescendantTokens())
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken) || !wanted.Contains(token.ValueText) || token.Parent is not SimpleNameSyntax name
                    || document.Model.GetSymbolInfo(name, cancellationToken).Symbol is not { } symbol)
                    continue;
                var now = root.FindToken(PositionAfter(document.Path, token)).Parent is SimpleNameSyntax found ? model.GetSymbolInfo(found, cancellationToken).Symbol : null;
                if (now is null || Image(symbol, names.After) != Image(now, space => space))
                    faults.Add(Place.Of(RuleIds.InterimSchema, FindingStatus.Listed, document.Path, document.Text, token.Span, $"'{token.ValueText}' would mean '{now?.ToDisplayString() ?? "nothing"}' instead of '{symbol.ToDisplayString()}'."));
            }
        }

        return faults;
    }

    /// <summary>Where a word is now; its last one, where a whole name has taken its place.</summary>
    private int PositionAfter(string path, SyntaxToken token)
    {
        var position = rewritten.NewPosition(path, token.SpanStart);
        foreach (var edit in rewritten.Edits[path])
        {
            if (edit.Edit.Span == token.Span && edit.Edit.Pieces.Length == 1 && edit.Edit.Pieces[0].Literal is { } text)
                return position + text.LastIndexOf('.') + 1;
        }

        return position;
    }

    /// <summary>The last words of the namespaces, before and after, and the types in them.</summary>
    private HashSet<string> WordsOf(ProjectView project)
    {
        var types = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(project.Compilation))
        {
            foreach (var rename in names.Renames)
            {
                if (SchemaNames.Find(assembly.GlobalNamespace, rename.From) is { } space)
                    SolutionAssemblies.Types(space, _ => true, types);
            }
        }

        return new HashSet<string>(types.Select(type => type.Name).Concat(names.Renames.SelectMany(rename => new[] { rename.OldWord, rename.NewWord })), StringComparer.Ordinal);
    }

    private static string Image(ISymbol symbol, Func<string, string> after)
    {
        symbol = symbol.OriginalDefinition;
        if (symbol is INamespaceSymbol space)
            return after(space.ToDisplayString());
        var types = "";
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
            types = type.MetadataName + "." + types;
        return $"{symbol.Kind} {symbol.ContainingAssembly?.Name} {(symbol.ContainingNamespace is { } around ? after(around.ToDisplayString()) : "")} {types}{symbol.MetadataName}";
    }
}
