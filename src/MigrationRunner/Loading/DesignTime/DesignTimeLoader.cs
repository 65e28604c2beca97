using System.Runtime.CompilerServices;
using Clerk2WorkOS.MigrationRunner.Loading.Compiler;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>Opens projects by design-time builds in this process: half the time that MSBuildWorkspace takes with a process of its own.</summary>
internal static class DesignTimeLoader
{
    /// <returns>Null where this way does not lead to every project: it does for what loads without complaint and whose SDK this process can run.</returns>
    public static async Task<OpenedProjects?> TryOpenAsync(MigrationInput input, string? sdk, CancellationToken cancellationToken) =>
        MSBuildInProcess.TryTake(sdk, input.Root) ? await OpenAsync(input, cancellationToken) : null;

    /// <summary>A method of its own, as compiling it asks for MSBuild's types.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<OpenedProjects?> OpenAsync(MigrationInput input, CancellationToken cancellationToken)
    {
        if (await DesignTimeBuild.RunAsync(input.Entries, cancellationToken) is not { } result)
            return null;

        var workspace = new AdhocWorkspace();
        var solution = new CompiledSolution(result.Calls);
        solution.OpenIn(workspace);
        return new OpenedProjects(workspace, result.Errors, [.. result.Warnings, .. solution.Remarks]);
    }
}
