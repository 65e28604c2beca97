using System.Collections.Concurrent;
using System.Runtime.Loader;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Opens projects by MSBuildWorkspace, which evaluates in a process of its own: for SDKs that this process cannot run, projects of the .NET Framework, and
/// what does not load without complaint, of which it makes the most.
/// </summary>
internal static class WorkspaceLoader
{
    /// <summary>MSBuildWorkspace has a type of MSBuild's in its signatures; where no SDK has given that to this process, the one that lies with the program does.</summary>
    static WorkspaceLoader() => AssemblyLoadContext.Default.Resolving += (context, assembly) =>
        assembly.Name == "Microsoft.Build.Framework" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "WithoutSdk", "Microsoft.Build.Framework.dll")) : null;

    public static async Task<OpenedProjects> OpenAsync(MigrationInput input, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<string>();
        var remarks = new ConcurrentQueue<string>();
        await ProcessState.Turn.WaitAsync(cancellationToken);
        var workspace = MSBuildWorkspace.Create(Properties(input));
        try
        {
            workspace.SkipUnrecognizedProjects = true;
            using var watch = workspace.RegisterWorkspaceFailedHandler(failed =>
                (failed.Diagnostic.Kind == WorkspaceDiagnosticKind.Failure ? failures : remarks).Enqueue(failed.Diagnostic.Message));
            if (input.Entries is [{ IsProject: false } solution])
                await workspace.OpenSolutionAsync(solution.Path, cancellationToken: cancellationToken);
            else
                await OpenProjectsAsync(workspace, input.Projects, cancellationToken);
            return new OpenedProjects(workspace, [.. failures], [.. remarks]);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
        finally
        {
            ProcessState.Turn.Release();
        }
    }

    /// <summary>One after the other, since a workspace that opens two at once loses one; a project may have come along with an earlier one.</summary>
    private static async Task OpenProjectsAsync(MSBuildWorkspace workspace, IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
        {
            if (!workspace.CurrentSolution.Projects.Any(loaded => loaded.FilePath == project))
                await workspace.OpenProjectAsync(project, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Of several solutions the first one's folder has to do for all: a workspace has one set of properties.</summary>
    private static Dictionary<string, string> Properties(MigrationInput input) =>
        input.Entries.Length > 1 && input.Entries.Select(entry => entry.SolutionFolder).OfType<string>().FirstOrDefault() is { } folder
            ? new() { ["SolutionDir"] = folder + Path.DirectorySeparatorChar }
            : [];
}
