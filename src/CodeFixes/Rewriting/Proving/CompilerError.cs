using System.Collections.Concurrent;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A compiler error, or a warning that the project treats as one.</summary>
internal sealed record CompilerError(string Id, string Path, TextSpan Span, string Message, ProjectId Project)
{
    /// <summary>The errors of a project: in all declarations, and in the bodies of the files that are reached; in a stable order.</summary>
    public static List<CompilerError> Of(Compilation compilation, ProjectId project, Reach reach, Func<SyntaxTree, RazorView?> viewOf, CancellationToken cancellationToken)
    {
        // A compilation holds every symbol that it has ever completed, and here it completes them all; those of a clone are let go of with it.
        compilation = compilation.Clone();
        var errors = new List<CompilerError>();
        foreach (var diagnostic in reach.IsWhole(project) ? compilation.GetDiagnostics(cancellationToken) : Reached(compilation, project, reach, cancellationToken))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed)
            {
                var (path, span) = PlaceOf(diagnostic.Location, viewOf);
                errors.Add(new CompilerError(diagnostic.Id, path, span, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), project));
            }
        }

        return errors.OrderBy(error => error.Path, StringComparer.Ordinal).ThenBy(error => error.Span).ThenBy(error => error.Id, StringComparer.Ordinal)
            .ThenBy(error => error.Message, StringComparer.Ordinal).ToList();
    }

    private static IEnumerable<Diagnostic> Reached(Compilation compilation, ProjectId project, Reach reach, CancellationToken cancellationToken)
    {
        var bodies = new ConcurrentBag<Diagnostic>();
        Parallel.ForEach(
            compilation.SyntaxTrees.Where(tree => reach.Holds(project, tree.FilePath)),
            new ParallelOptions { CancellationToken = cancellationToken },
            tree =>
            {
                foreach (var diagnostic in compilation.GetSemanticModel(tree).GetMethodBodyDiagnostics(cancellationToken: cancellationToken))
                    bodies.Add(diagnostic);
            });
        return compilation.GetParseDiagnostics(cancellationToken).Concat(compilation.GetDeclarationDiagnostics(cancellationToken)).Concat(bodies);
    }

    /// <summary>The place in the file that a person edits; the beginning of a Razor file for what a generator wrote of its own.</summary>
    private static (string Path, TextSpan Span) PlaceOf(Location location, Func<SyntaxTree, RazorView?> viewOf)
    {
        if (location.SourceTree is not { } tree || viewOf(tree) is not { } view)
            return (location.SourceTree?.FilePath ?? "", location.SourceSpan);
        return view.PlaceOf(location.SourceSpan) is { } place ? (place.Path, place.Span) : (view.Path, default);
    }
}
