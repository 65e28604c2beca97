using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>A solution in memory, and what it is without.</summary>
internal sealed class LoadedSolution(Workspace workspace, Solution solution) : IDisposable
{
    public Solution Solution { get; } = solution;

    /// <summary>Names of projects that are not part of it and may use what is.</summary>
    public required ImmutableArray<string> UnloadedProjects { get; init; }

    /// <summary>What MSBuild could not do, each one line; the projects came out nevertheless.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>What MSBuild remarked, each one line.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    public void Dispose() => workspace.Dispose();
}
