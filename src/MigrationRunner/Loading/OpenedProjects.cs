using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>The projects as whichever way of loading gives them.</summary>
/// <param name="Workspace">Holds them.</param>
/// <param name="Failures">What went wrong, each with the path of the project that it is about.</param>
/// <param name="Remarks">What else was said.</param>
internal sealed record OpenedProjects(Workspace Workspace, ImmutableArray<string> Failures, ImmutableArray<string> Remarks)
{
    public Solution Solution => Workspace.CurrentSolution;
}
