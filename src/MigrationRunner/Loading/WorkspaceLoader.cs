using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Opens projects by MSBuildWorkspace, which evaluates in a process of its own: for SDKs that this process cannot run, projects of the .NET Framework, and
/// what does not load without complaint, of which it makes the most.
/// </summary>
internal static class WorkspaceLoader
{
    public static async Task<OpenedProjects> OpenAsync(MigrationInput input, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<string>();
        var remarks = new ConcurrentQueue<string>();
        var workspace = MSBuildWorkspace.Create();
        try
        {
            workspace.SkipUnrecognizedProjects = true;
            using var watch = workspace.RegisterWorkspaceFailedHandler(failed =>
                (failed.Diagnostic.Kind == WorkspaceDiagnosticKind.Failure ? failures : remarks).Enqueue(failed.Diagnostic.Message));
            if (input.IsProject)
                await workspace.OpenProjectAsync(input.EntryPath, cancellationToken: cancellationToken);
            else
                await workspace.OpenSolutionAsync(input.EntryPath, cancellationToken: cancellationToken);
            return new OpenedProjects(workspace, [.. failures], [.. remarks]);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }
}
