using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Clerk2WorkOS.CodeFixes;

/// <summary>
/// What all fixes share: the finding's unit of change goes through the rewriting engine, and a fix is offered only where that changes something.
/// The key of a fix names its family, so that Fix All takes everything that belongs together.
/// </summary>
public abstract class MigrationCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => MigrationFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var places = ImmutableArray.Create(PlaceOf(context.Document, diagnostic));
            var solution = context.Document.Project.Solution;
            if (!await IdeRewrites.ChangesAsync(solution, FixableDiagnosticIds, places, context.CancellationToken).ConfigureAwait(false))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    TitleOf(diagnostic, await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false)),
                    cancellationToken => IdeRewrites.ApplyAsync(solution, FixableDiagnosticIds, places, cancellationToken),
                    EquivalenceKey),
                diagnostic);
        }
    }

    /// <summary>The same for every fix of the family.</summary>
    private protected abstract string EquivalenceKey { get; }

    /// <summary>What the light bulb says.</summary>
    private protected abstract string TitleOf(Diagnostic diagnostic, Microsoft.CodeAnalysis.Text.SourceText text);

    internal static FindingPlace PlaceOf(Document document, Diagnostic diagnostic) =>
        new(document.FilePath ?? diagnostic.Location.SourceTree?.FilePath ?? document.Name, diagnostic.Location.SourceSpan);
}
