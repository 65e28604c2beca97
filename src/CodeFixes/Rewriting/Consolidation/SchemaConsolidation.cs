using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The WorkOS schema becomes the schema: its namespace takes the legacy one's name, which becomes the name of a back-up, everywhere at once. What is found
/// and how the code looks afterwards; files, folders and settings are the runner's.
/// </summary>
public static class SchemaConsolidation
{
    /// <summary>Plans it and proves it. A solution on which it must not be done comes back with the reason and without edits.</summary>
    /// <param name="solution">The solution as loaded.</param>
    /// <param name="step">How much of it.</param>
    /// <param name="usesClerk">Whether something outside of the C# code shows that Clerk the product is used.</param>
    /// <param name="progress">Told of every document and phase.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<ConsolidationResult> PlanAsync(
        Solution solution, ConsolidationStep step, bool usesClerk, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.LoadAsync(solution, progress, cancellationToken).ConfigureAwait(false);
        var names = SchemaNames.Of(snapshot, step);
        var result = new ConsolidationResult { Refusal = names.Refusal, Renames = names.Renames, IsConsolidated = names.IsConsolidated, TargetSchema = names.Target, LegacySchema = names.Legacy };
        if (names.Renames.IsEmpty)
            return result;

        if (names.Renames.Any(rename => rename.IsLegacy))
        {
            var collected = await Collected.FromAsync(snapshot, usesClerk, progress, cancellationToken).ConfigureAwait(false);
            result = result with { InTheWay = LegacyUses.In(collected, names, cancellationToken) };
            if (!result.InTheWay.IsEmpty)
                return result;
        }

        var rewritten = Rewritten.Apply(snapshot, Edits(snapshot, names, cancellationToken));
        var (before, after, faults) = await new ConsolidationProof(snapshot, rewritten, names, cancellationToken).RunAsync(progress).ConfigureAwait(false);
        return result with
        {
            Faults = faults,
            ErrorsBefore = before,
            ErrorsAfter = after,
            Files = rewritten.Files.Values.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => new FileEdit(file.Path, file.Before, file.Changes)).ToImmutableArray(),
            Declaring = Declaring(snapshot, names, cancellationToken),
            Listed = Listed(snapshot, names, rewritten, cancellationToken),
        };
    }

    private static List<PlannedEdit> Edits(Snapshot snapshot, SchemaNames names, CancellationToken cancellationToken)
    {
        var edits = new List<PlannedEdit>();
        var owner = new Move("The consolidation");
        foreach (var document in snapshot.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (token, rename) in NamespaceTokens.In(document, names, cancellationToken))
            {
                if (NamespaceTokens.EditOf(document, token, rename, owner) is { } edit)
                    edits.Add(edit);
            }

            edits.AddRange(NamespaceTokens.InSnapshot(document, names, owner, cancellationToken));
        }

        return edits;
    }

    private static ImmutableArray<DeclaringFile> Declaring(Snapshot snapshot, SchemaNames names, CancellationToken cancellationToken) => Written(snapshot)
        .GroupBy(document => document.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file =>
        {
            var spaces = file.SelectMany(document => Spaces(document, cancellationToken)).Distinct(StringComparer.Ordinal).ToList();
            return new DeclaringFile(
                file.Key,
                names.Renames.Where(rename => spaces.Exists(rename.Holds)).ToImmutableArray(),
                spaces.Exists(space => !names.Renames.Any(rename => rename.Holds(space))));
        })
        .ToImmutableArray();

    /// <summary>The documents that somebody has written.</summary>
    private static IEnumerable<DocumentView> Written(Snapshot snapshot)
    {
        var documents = snapshot.Documents.Where(document => document.Id is not null).ToList();
        var intermediate = IntermediateOutput.Of(documents.Select(document => document.Path));
        return documents.Where(document => !intermediate.Contains(document.Path));
    }

    /// <summary>The namespaces in which a document declares types.</summary>
    private static IEnumerable<string> Spaces(DocumentView document, CancellationToken cancellationToken) => document.Root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        .Select(node => document.Model.GetDeclaredSymbol(node, cancellationToken)?.ContainingNamespace.ToDisplayString()).OfType<string>();

    /// <summary>What no edit takes along. The history that migrations are is left out.</summary>
    private static ImmutableArray<Finding> Listed(Snapshot snapshot, SchemaNames names, Rewritten rewritten, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Finding>();
        var razor = snapshot.Projects.SelectMany(project => project.Razor.All).Select(file => (file.Key, Text: file.Value));
        var code = Written(snapshot).Where(document => document.Razor is null && !IsMigration(document, cancellationToken))
            .Select(document => (Key: document.Path, document.Text));
        foreach (var (path, text) in code.Concat(razor).GroupBy(file => file.Key, StringComparer.Ordinal).Select(file => file.First()).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var changes = rewritten.Files.TryGetValue(path, out var file) ? file.Changes : default;
            foreach (var (span, rename) in SchemaMentions.In(text.ToString(), names.Renames))
            {
                if (changes.IsDefault || !changes.Any(change => change.Span == span))
                    found.Add(Place.Of(RuleIds.InterimSchema, FindingStatus.Info, path, text, span, SchemaMentions.Sentence(rename)));
            }
        }

        return found.ToImmutable();
    }

    private static bool IsMigration(DocumentView document, CancellationToken cancellationToken) =>
        document.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
            .Any(type => document.Model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol && ProtectedCode.IsMigration(symbol));
}
