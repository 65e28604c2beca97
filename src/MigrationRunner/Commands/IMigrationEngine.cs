using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>The engine as the commands see it; tests of reading and writing files put a trivial rewrite in its place.</summary>
internal interface IMigrationEngine
{
    Task<ImmutableArray<Finding>> FindAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken);

    Task<RewriteResult> RewriteAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class RoslynMigrationEngine : IMigrationEngine
{
    public Task<ImmutableArray<Finding>> FindAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken) =>
        MigrationEngine.FindAsync(solution, options, new LeanProgress(progress), cancellationToken);

    public async Task<RewriteResult> RewriteAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress> progress, CancellationToken cancellationToken)
    {
        var result = await MigrationEngine.RewriteAsync(solution, options, new LeanProgress(progress), cancellationToken);
        // The commands write texts; the rewritten solution, with all its symbols, is let go of.
        result = result with { Solution = solution };
        LeanProgress.GiveBack();
        return result;
    }
}
