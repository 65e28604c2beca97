using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>An engine that replaces one word, wherever it stands: all that reading and writing files needs to be tested with.</summary>
internal sealed class WordEngine(string word = "ClerkUserId", string replacement = "WorkosUserId") : IMigrationEngine
{
    /// <summary>What happens between the reading and the writing.</summary>
    public Action<Solution> Meanwhile { get; init; } = _ => { };

    /// <summary>Lists instead of fixing.</summary>
    public bool ListsOnly { get; init; }

    public RewriteOptions? Options { get; private set; }

    public async Task<ImmutableArray<Finding>> FindAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken) =>
        (await RewriteAsync(solution, options, progress, cancellationToken)).Findings;

    public async Task<RewriteResult> RewriteAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken)
    {
        Options = options;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var files = ImmutableArray.CreateBuilder<FileEdit>();
        var seen = new HashSet<string>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            var path = document.FilePath!;
            if (!seen.Add(path) || options.Includes?.Invoke(path) == false || options.Excludes?.Invoke(path) == true)
                continue;
            var text = await document.GetTextAsync(cancellationToken);
            var changes = Changes(text);
            var status = ListsOnly ? FindingStatus.Listed : FindingStatus.Fixed;
            findings.AddRange(changes.Select(change => new Finding(
                "C2W101", status, path, change.Span, text.Lines.GetLinePositionSpan(change.Span), $"'{word}' is found.", ListsOnly ? $"It is used in {path}." : null)));
            if (!changes.IsEmpty && !ListsOnly)
                files.Add(new FileEdit(path, text, changes));
        }

        Meanwhile(solution);
        return new RewriteResult
        {
            Solution = solution,
            Files = files.ToImmutable(),
            Findings = findings.ToImmutable(),
            Contracts = [],
            TakenBack = [],
            ErrorsBefore = 3,
            ErrorsAfter = 0,
        };
    }

    private ImmutableArray<TextChange> Changes(SourceText text)
    {
        var content = text.ToString();
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        for (var at = content.IndexOf(word, StringComparison.Ordinal); at >= 0; at = content.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            changes.Add(new TextChange(new TextSpan(at, word.Length), replacement));
        return changes.ToImmutable();
    }
}
