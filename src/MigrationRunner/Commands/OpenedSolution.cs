using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>A solution that is restored and loaded, and what the engine is asked to do with it.</summary>
internal sealed class OpenedSolution : IDisposable
{
    private readonly LoadedSolution _loaded;

    private OpenedSolution(LoadedSolution loaded, RewriteOptions options)
    {
        _loaded = loaded;
        Options = options;
    }

    public Solution Solution => _loaded.Solution;

    public RewriteOptions Options { get; }

    public ImmutableArray<string> UnloadedProjects => _loaded.UnloadedProjects;

    public static async Task<OpenedSolution> OpenAsync(
        MigrationInput input, SourceRequest request, RunProgress progress, CancellationToken cancellationToken)
    {
        foreach (var problem in await PackageRestore.RunAsync(input, request.Load, progress.Phase, cancellationToken))
            progress.Remark(problem);

        var loaded = await SolutionLoader.LoadAsync(input, request.Load, progress.Phase, cancellationToken);
        try
        {
            if (!loaded.UnloadedProjects.IsEmpty)
                progress.Remark($"not looked at: {string.Join(", ", loaded.UnloadedProjects)}; what they may use is listed instead of renamed.");
            foreach (var remark in request.Verbosity == Verbosity.Detailed ? loaded.Problems.Concat(loaded.Remarks) : loaded.Problems.Take(3))
                progress.Remark(remark);

            RefuseIdleGlobs(input, request, loaded.Solution);
            return new OpenedSolution(loaded, new RewriteOptions
            {
                Rules = request.Rules,
                UsesClerk = ClerkTraces.In(input.Root, cancellationToken),
                Includes = request.Files.Includes(input.Root),
                Excludes = request.Files.Excludes(input.Root),
                UnloadedProjects = loaded.UnloadedProjects,
                OtherFiles = () => FilesOutOfReach.In(loaded.Solution, input.Root, input.Root, cancellationToken),
            });
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    public void Dispose() => _loaded.Dispose();

    /// <summary>A misspelt <c>--include</c> must not look like a clean solution.</summary>
    private static void RefuseIdleGlobs(MigrationInput input, SourceRequest request, Solution solution)
    {
        if (!request.Files.HasIncludes)
            return;
        var files = solution.Projects
            .SelectMany(project => project.Documents.Concat(project.AdditionalDocuments))
            .Select(document => document.FilePath).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (request.Files.Idle(input.Root, files).FirstOrDefault() is { } glob)
            throw new CannotRunException($"--include '{glob}' matches no file of {input.Name}; globs are relative to '{input.Root}'.");
    }
}
