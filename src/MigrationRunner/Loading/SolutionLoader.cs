using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading.BinaryLogs;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Opens a solution with every project and target framework, by the quickest way that leads there.</summary>
internal static class SolutionLoader
{
    /// <exception cref="CannotRunException">A project does not load, and a partial solution is not allowed; or the SDK is not installed.</exception>
    public static async Task<LoadedSolution> LoadAsync(
        MigrationInput input, LoadOptions options, Action<string> phase, CancellationToken cancellationToken)
    {
        phase("Loading projects");
        var opened = options.BinaryLog is { } log ? BinaryLogLoader.Open(input, log, cancellationToken)
            : await DesignTimeLoader.TryOpenAsync(input, await InstalledSdk.ForAsync(input.Root, cancellationToken), cancellationToken)
                ?? await WorkspaceLoader.OpenAsync(input, cancellationToken);
        try
        {
            var solution = IdleGenerators.Without(await NullableAnalysis.WithoutAsync(opened.Solution, cancellationToken), cancellationToken);
            var references = new ProjectReferences();
            var loaded = references.ClosureOf(input.Projects);
            var failed = FailedProjects(loaded, solution, opened.Failures).ToList();
            if (failed.Count > 0 && !options.AllowPartial)
                throw new CannotRunException(Sentences(input, failed));

            var seen = UnlistedRazorFiles.In(Without(solution, failed.Select(project => project.Path)));
            return new LoadedSolution(opened.Workspace, OriginalText.In(FilesBeside.In(seen, input, cancellationToken), cancellationToken))
            {
                UnloadedProjects =
                [
                    .. failed.Select(project => project.Path)
                        .Concat(references.DependentsOf(loaded, input.OtherProjects.Where(other => !loaded.Contains(other))))
                        .Select(Path.GetFileNameWithoutExtension).OfType<string>()
                        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
                ],
                Problems = [.. opened.Failures.Where(message => !failed.Exists(project => message.Contains(project.Path, StringComparison.Ordinal))).Select(Sentence.Of).Distinct(StringComparer.Ordinal)],
                Remarks = [.. opened.Remarks.Select(Sentence.Of).Distinct(StringComparer.Ordinal)],
            };
        }
        catch
        {
            opened.Workspace.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Every error of a design-time build is noted as a failure, also where the project came out whole: a project failed
    /// when it is not there at all, or has code and nothing to compile it against, or is empty and was complained about.
    /// </summary>
    private static IEnumerable<(string Path, string Why)> FailedProjects(
        IEnumerable<string> projects, Solution solution, IReadOnlyCollection<string> failures)
    {
        var loaded = solution.Projects.ToLookup(project => project.FilePath, StringComparer.Ordinal);
        foreach (var path in projects.Order(StringComparer.Ordinal))
        {
            if (!File.Exists(path))
            {
                yield return (path, "the project file does not exist.");
                continue;
            }

            if (!path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
                continue;       // another language, which the solution's C# uses and whose names are not ours
            var complaint = failures.FirstOrDefault(message => message.Contains(path, StringComparison.Ordinal));
            var isWhole = loaded[path].Any() && loaded[path].All(project =>
                project.MetadataReferences.Count > 0 ? project.DocumentIds.Count > 0 || complaint is null : project.DocumentIds.Count == 0 && complaint is null);
            if (!isWhole)
                yield return (path, complaint is null ? "it has nothing to compile against." : WithoutPreamble(complaint, path));
        }
    }

    /// <summary>The workspace's "Msbuild failed when processing the file 'x' with message: …" without what the sentence says already.</summary>
    private static string WithoutPreamble(string complaint, string path)
    {
        const string marker = "with message: ";
        var at = complaint.IndexOf(marker, StringComparison.Ordinal);
        return Sentence.Of((at < 0 ? complaint : complaint[(at + marker.Length)..]).Replace(path, "", StringComparison.Ordinal));
    }

    private static string Sentences(MigrationInput input, List<(string Path, string Why)> failed)
    {
        var names = failed.Select(project => $"'{Path.GetRelativePath(input.Root, project.Path).Replace('\\', '/')}'").ToList();
        return $"Project{(names.Count == 1 ? "" : "s")} {Sentence.List(names)} could not be loaded: {failed[0].Why} --allow-partial goes on without.";
    }

    private static Solution Without(Solution solution, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            foreach (var project in solution.Projects.Where(project => project.FilePath == path).ToList())
                solution = solution.RemoveProject(project.Id);
        }

        return solution;
    }
}
