using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
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
            var title = TitleOf(diagnostic, await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
            var choices = AsksAboutWireNames
                ? await IdeRewrites.WireChoicesAsync(solution, FixableDiagnosticIds, places, context.CancellationToken).ConfigureAwait(false)
                : ImmutableArray<WireName?>.Empty;
            if (choices.IsEmpty)
                await OfferAsync(title, EquivalenceKey, wire: null).ConfigureAwait(false);
            foreach (var choice in choices)
                await OfferAsync(title + WireChoice.TitleOf(choice), EquivalenceKey + WireChoice.KeyOf(choice), choice).ConfigureAwait(false);

            async Task OfferAsync(string offered, string key, WireName? wire)
            {
                if (await IdeRewrites.ChangesAsync(solution, FixableDiagnosticIds, places, wire, context.CancellationToken).ConfigureAwait(false))
                    context.RegisterCodeFix(CodeAction.Create(offered, cancellationToken => IdeRewrites.ApplyAsync(solution, FixableDiagnosticIds, places, wire, cancellationToken), key), diagnostic);
            }
        }
    }

    /// <summary>Whether the fix is offered twice where others know the name: with the name kept for them, and without.</summary>
    private protected virtual bool AsksAboutWireNames => false;

    /// <summary>The same for every fix of the family.</summary>
    private protected abstract string EquivalenceKey { get; }

    /// <summary>What the light bulb says.</summary>
    private protected abstract string TitleOf(Diagnostic diagnostic, Microsoft.CodeAnalysis.Text.SourceText text);

    internal static FindingPlace PlaceOf(Document document, Diagnostic diagnostic) =>
        new(Snapshot.PathOf(document, diagnostic.Location.SourceTree!), diagnostic.Location.SourceSpan);
}
