using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>A finding in the document that an editor would show it in.</summary>
internal sealed record Squiggle(Document Document, Diagnostic Diagnostic)
{
    public override string ToString() => $"{Diagnostic.Id} {Document.FilePath}{Diagnostic.Location.GetLineSpan().Span.Start}";
}

/// <summary>A fix that is offered for a finding.</summary>
internal sealed record Offer(Squiggle Squiggle, CodeFixProvider Provider, CodeAction Action)
{
    public string Key => Action.EquivalenceKey!;
}

/// <summary>What an IDE does with the package, through the public services alone: it shows findings, offers fixes and applies them, one at a time or all in a scope.</summary>
internal static class LightBulb
{
    /// <summary>Every exported fix, in a fixed order.</summary>
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
    [
        .. typeof(MigrationCodeFix).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>The findings of all rules in all projects, by document and place; a file of several projects shows each of its findings once.</summary>
    public static async Task<ImmutableArray<Squiggle>> SquigglesAsync(Solution solution)
    {
        var found = new List<Squiggle>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync())!.WithAnalyzers(AllAnalyzers.Create(), project.AnalyzerOptions);
            found.AddRange((await compilation.GetAnalyzerDiagnosticsAsync())
                .Where(diagnostic => diagnostic.Location.IsInSource)
                .Select(diagnostic => new Squiggle(solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic)));
        }

        return
        [
            .. found.DistinctBy(squiggle => (squiggle.Document.FilePath, squiggle.Diagnostic.Id, squiggle.Diagnostic.Location.SourceSpan))
                .OrderBy(squiggle => squiggle.Document.FilePath, StringComparer.Ordinal)
                .ThenBy(squiggle => squiggle.Diagnostic.Location.SourceSpan)
                .ThenBy(squiggle => squiggle.Diagnostic.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the light bulb at a finding offers.</summary>
    public static async Task<ImmutableArray<Offer>> OffersAsync(Squiggle squiggle)
    {
        var offers = ImmutableArray.CreateBuilder<Offer>();
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(squiggle.Diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                squiggle.Document, squiggle.Diagnostic, (action, _) => offers.Add(new Offer(squiggle, provider, action)), CancellationToken.None));
        }

        return offers.ToImmutable();
    }

    /// <summary>The solution after a fix: what the one operation of the action holds.</summary>
    public static async Task<Solution> ApplyAsync(CodeAction action)
    {
        var operation = Assert.Single(await action.GetOperationsAsync(CancellationToken.None));
        return Assert.IsType<ApplyChangesOperation>(operation).ChangedSolution;
    }

    /// <summary>Fix All as it is started from an offer.</summary>
    /// <returns><c>null</c> where there is nothing to fix in that scope.</returns>
    public static async Task<CodeAction?> FixAllAsync(Offer offer, FixAllScope scope) =>
        await offer.Provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            offer.Squiggle.Document, offer.Provider, scope, offer.Key, [offer.Squiggle.Diagnostic.Id],
            new Shown(await SquigglesAsync(offer.Squiggle.Document.Project.Solution)), CancellationToken.None));

    /// <summary>Every text by its path; a file of several projects has one text.</summary>
    public static async Task<SortedDictionary<string, string>> TextsAsync(Solution solution)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            var text = (await document.GetTextAsync()).ToString();
            Assert.True(texts.TryAdd(document.FilePath!, text) || texts[document.FilePath!] == text, $"{document.FilePath} has two texts.");
        }

        return texts;
    }

    /// <summary>The findings that an editor shows already.</summary>
    private sealed class Shown(ImmutableArray<Squiggle> squiggles) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(squiggles.Where(squiggle => squiggle.Document.Project.Id == project.Id).Select(squiggle => squiggle.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(squiggles.Where(squiggle => squiggle.Document.Id == document.Id).Select(squiggle => squiggle.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
