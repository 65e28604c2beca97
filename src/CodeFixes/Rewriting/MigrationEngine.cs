using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The one engine behind an IDE fix, Fix All and the runner.</summary>
public static class MigrationEngine
{
    /// <summary>Finds everything and plans nothing: what <c>check</c> reports. Every finding that a rewrite could mend is <see cref="FindingStatus.Fixed"/> here.</summary>
    public static Task<ImmutableArray<Finding>> FindAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Plans every edit over all projects and target frameworks, applies them to the solution and proves the result.</summary>
    public static Task<RewriteResult> RewriteAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
