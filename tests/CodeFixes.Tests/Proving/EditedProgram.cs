using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Proving;

/// <summary>A program of several files, of which some are edited in any way; and what a proof says that looks only at what the edits reach.</summary>
internal sealed record EditedProgram(ImmutableArray<SourceFile> Files)
{
    /// <summary>The projects, each with those that it refers to.</summary>
    public ImmutableArray<SourceProject> Projects { get; init; } = [new SourceProject("App", [], [])];

    /// <summary>Warnings are errors.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The new errors, and which of them the proof misses; the files that it looks at.</summary>
    public async Task<(string[] New, string[] Missed, string[] Reached)> ProveAsync()
    {
        using var workspace = new AdhocWorkspace();
        var solution = new SourceProgram(Files, Projects, []).Open(workspace, file => file.Before);
        if (IsStrict)
        {
            foreach (var id in solution.ProjectIds)
                solution = solution.WithProjectCompilationOptions(id, solution.GetProject(id)!.CompilationOptions!.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
        }

        var snapshot = await Snapshot.LoadAsync(solution, null, CancellationToken.None);
        var collected = await Collected.FromAsync(snapshot, usesClerk: true, null, CancellationToken.None);
        var plan = Plan.Make(collected, new RewriteOptions(), CancellationToken.None);
        var move = new Move("edit");
        var rewritten = Rewritten.Apply(snapshot, [.. Files.Where(file => file.Before != file.After).Select(file => new PlannedEdit(file.Path, Edit(file), move))]);
        var full = await LinesAsync(ProofScope.Full);
        var affected = await LinesAsync(ProofScope.Affected);
        var fresh = full.After.Where(error => !full.Before.Contains(error)).ToArray();
        Assert.Empty(affected.After.Except(full.After));
        Assert.Empty(affected.Before.Except(full.Before));
        var reach = await new ReachSearch(snapshot, rewritten, CancellationToken.None).FindAsync();
        return (fresh, [.. fresh.Except(affected.After)], [.. Reached(snapshot, reach)]);

        async Task<(HashSet<string> Before, HashSet<string> After)> LinesAsync(ProofScope scope)
        {
            var proof = new Proof(snapshot, collected, plan, CancellationToken.None, scope);
            await proof.LookAtAsync(rewritten);
            return ([.. proof.ErrorsBefore().Select(Line)], [.. (await proof.ErrorsAsync(rewritten)).Select(Line)]);
        }
    }

    private static IEnumerable<string> Reached(Snapshot snapshot, Reach reach) => snapshot.Documents
        .Where(document => reach.Holds(document.Project.Id, document.Path) && !document.Path.EndsWith(".g.cs", StringComparison.Ordinal))
        .Select(document => Path.GetFileName(document.Path)).Distinct().Order(StringComparer.Ordinal);

    private static string Line(CompilerError error) => $"{Path.GetFileName(error.Path)} {error.Id} {error.Message}";

    /// <summary>What differs, without what is alike at both ends.</summary>
    private static Edit Edit(SourceFile file)
    {
        var (before, after) = (file.Before, file.After);
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return new Edit(TextSpan.FromBounds(start, before.Length - end), after[start..^end]);
    }
}
