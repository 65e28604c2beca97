using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Finds the solution that a path stands for.</summary>
internal static class InputFinder
{
    /// <exception cref="CannotRunException">There is none, more than one, or one that names a project that is not there.</exception>
    public static async Task<MigrationInput> FindAsync(string path, CancellationToken cancellationToken)
    {
        var entry = Directory.Exists(path) ? TheOnlyOneIn(path) : path;
        if (!File.Exists(entry))
            throw new CannotRunException($"'{path}' does not exist.");

        return Path.GetExtension(entry).ToLowerInvariant() switch
        {
            ".sln" or ".slnx" => await FromSolutionAsync(entry, cancellationToken),
            ".slnf" => await FromFilterAsync(entry, cancellationToken),
            ".csproj" => await FromProjectAsync(entry, cancellationToken),
            _ => throw new CannotRunException($"'{path}' is neither a solution (.sln, .slnx, .slnf), nor a C# project (.csproj), nor a folder."),
        };
    }

    private static string TheOnlyOneIn(string folder)
    {
        var solutions = FilesIn(folder, ".sln", ".slnx");
        if (solutions is [var solution])
            return solution;
        if (solutions.Length > 1)
            throw new CannotRunException($"'{folder}' has {solutions.Length} solutions ({Names(solutions)}); name the one that is meant.");

        var projects = FilesIn(folder, ".csproj");
        return projects switch
        {
            [var project] => project,
            [] => throw new CannotRunException($"'{folder}' has no solution (.sln, .slnx) and no C# project (.csproj)."),
            _ => throw new CannotRunException($"'{folder}' has {projects.Length} projects ({Names(projects)}) and no solution; name the one that is meant."),
        };
    }

    private static string[] FilesIn(string folder, params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    private static string Names(IEnumerable<string> paths) => string.Join(", ", paths.Select(Path.GetFileName));

    private static async Task<MigrationInput> FromSolutionAsync(string solution, CancellationToken cancellationToken) =>
        Of(solution, Path.GetDirectoryName(solution)!, await SolutionFile.ProjectsAsync(solution, cancellationToken), []);

    private static async Task<MigrationInput> FromFilterAsync(string filter, CancellationToken cancellationToken)
    {
        var (solution, chosen) = SolutionFile.ReadFilter(filter);
        if (!File.Exists(solution))
            throw new CannotRunException($"The filter '{Path.GetFileName(filter)}' names the solution '{solution}', which does not exist.");

        var all = await SolutionFile.ProjectsAsync(solution, cancellationToken);
        return Of(filter, Path.GetDirectoryName(solution)!, chosen, all.Except(chosen));
    }

    private static async Task<MigrationInput> FromProjectAsync(string project, CancellationToken cancellationToken) =>
        Of(project, Path.GetDirectoryName(project)!, [project], await DependentsOfAsync(project, cancellationToken));

    /// <summary>A project on its own may be used by others of its solution: the nearest one above that names it says by which.</summary>
    private static async Task<IEnumerable<string>> DependentsOfAsync(string project, CancellationToken cancellationToken)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var solution in FilesIn(folder, ".sln", ".slnx"))
            {
                var projects = await ReadableProjectsAsync(solution, cancellationToken);
                if (projects.Contains(project))
                    return projects.Where(other => other != project && File.Exists(other));
            }

            if (Path.Exists(Path.Combine(folder, ".git")))
                break;
        }

        return [];
    }

    private static async Task<IReadOnlyList<string>> ReadableProjectsAsync(string solution, CancellationToken cancellationToken)
    {
        try
        {
            return await SolutionFile.ProjectsAsync(solution, cancellationToken);
        }
        catch (CannotRunException)
        {
            return [];      // nobody asked for this one
        }
    }

    private static MigrationInput Of(string entry, string root, IEnumerable<string> chosen, IEnumerable<string> others)
    {
        var projects = new List<string>();
        var otherProjects = others.ToList();
        foreach (var project in chosen)
        {
            if (!File.Exists(project))
                throw new CannotRunException($"'{Path.GetFileName(entry)}' names the project '{Path.GetRelativePath(root, project)}', which does not exist.");
            (IsCSharp(project) ? projects : otherProjects).Add(project);
        }

        if (projects.Count == 0)
            throw new CannotRunException($"'{entry}' has no C# project.");

        return new MigrationInput
        {
            EntryPath = entry,
            Root = root,
            Projects = [.. projects.Order(StringComparer.Ordinal)],
            OtherProjects = [.. otherProjects.Order(StringComparer.Ordinal)],
        };
    }

    private static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);
}
