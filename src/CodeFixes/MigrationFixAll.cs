using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Clerk2WorkOS.CodeFixes;

/// <summary>Fix All in a document, project or solution: one plan for all findings, not one merge per finding.</summary>
internal sealed class MigrationFixAll : FixAllProvider
{
    public static MigrationFixAll Instance { get; } = new();

    private MigrationFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var places = ImmutableArray.CreateBuilder<FindingPlace>();
        foreach (var document in Documents(fixAllContext))
        {
            fixAllContext.CancellationToken.ThrowIfCancellationRequested();
            foreach (var diagnostic in await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
                places.Add(MigrationCodeFix.PlaceOf(document, diagnostic));
        }

        if (places.Count == 0)
            return null;
        var all = places.ToImmutable();
        var rules = fixAllContext.CodeFixProvider.FixableDiagnosticIds;
        var solution = fixAllContext.Solution;
        var wire = WireChoice.Of(fixAllContext.CodeActionEquivalenceKey);
        return CodeAction.Create(
            "Fix all Clerk leftovers of this kind",
            cancellationToken => IdeRewrites.ApplyAsync(solution, rules, all, wire, cancellationToken),
            fixAllContext.CodeActionEquivalenceKey);
    }

    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document when context.Document is { } document => new[] { document },
        FixAllScope.Project => context.Project.Documents,
        FixAllScope.Solution => context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).SelectMany(project => project.Documents),
        _ => Enumerable.Empty<Document>(),
    };
}
