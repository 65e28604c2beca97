using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Finds what the paths of the command line stand for.</summary>
internal static class InputFinder
{
    /// <exception cref="CannotRunException">There is nothing, it is not clear what is meant, or something names a project that is not there.</exception>
    public static async Task<MigrationInput> FindAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var inputs = new List<MigrationInput>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
            inputs.Add(await FindAsync(path, cancellationToken));
        return MigrationInput.Of(inputs);
    }

    /// <exception cref="CannotRunException">There is nothing, it is not clear what is meant, or something names a project that is not there.</exception>
    public static async Task<MigrationInput> FindAsync(string path, CancellationToken cancellationToken)
    {
        var entry = Directory.Exists(path) ? TheOnlyOneIn(path, cancellationToken) : path;
        if (entry is null)
            return FromProjectsBelow(path, cancellationToken);
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

    /// <returns>What a folder stands for; null where that is all the projects further down.</returns>
    private static string? TheOnlyOneIn(string folder, CancellationToken cancellationToken)
    {
        var solutions = FilesIn(folder, ".sln", ".slnx");
        if (solutions is [var solution])
            return solution;
        if (solutions.Length > 1)
            throw new CannotRunException($"'{folder}' has {solutions.Length} solutions ({Names(solutions)}); name the one that is meant, or several.");

        var projects = FilesIn(folder, ".csproj");
        if (projects is [var project])
            return project;
        if (projects.Length > 1)
            throw new CannotRunException($"'{folder}' has {projects.Length} projects ({Names(projects)}) and no solution; name the one that is meant, or several.");

        var deeper = FilesBelow(folder, cancellationToken, ".sln", ".slnx");
        if (deeper.Length > 1)
            throw new CannotRunException($"'{folder}' has {deeper.Length} solutions further down ({Sentence.List([.. deeper.Select(file => Shown(folder, file))])}); name the one that is meant, or several.");
        return deeper is [var only] ? only : null;
    }

    /// <summary>A folder of projects that no solution holds together: all of them.</summary>
    private static MigrationInput FromProjectsBelow(string folder, CancellationToken cancellationToken)
    {
        var projects = FilesBelow(folder, cancellationToken, ".csproj");
        if (projects.Length == 0)
            throw new CannotRunException($"'{folder}' has no solution (.sln, .slnx) and no C# project (.csproj).");
        return new MigrationInput
        {
            Entries = [.. projects.Select(project => new InputEntry(project, null, [project]))],
            Name = Path.GetFileName(folder),
            Root = folder,
            Projects = [.. projects],
            OtherProjects = [],
        };
    }

    private static string Shown(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static string[] FilesBelow(string folder, CancellationToken cancellationToken, params string[] extensions) =>
        [.. FilesBeside.Below(folder, cancellationToken).Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];

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
            Entries = [new InputEntry(entry, IsCSharp(entry) ? null : root, [.. projects.Order(StringComparer.Ordinal)])],
            Name = Path.GetFileName(entry),
            Root = root,
            Projects = [.. projects.Order(StringComparer.Ordinal)],
            OtherProjects = [.. otherProjects.Order(StringComparer.Ordinal)],
        };
    }

    private static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);
}
