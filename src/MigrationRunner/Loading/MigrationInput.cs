using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>What the paths of the command line mean: one solution to work on, also where it is several.</summary>
internal sealed record MigrationInput
{
    /// <summary>The solutions, filters and projects to open.</summary>
    public required ImmutableArray<InputEntry> Entries { get; init; }

    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The solution's folder, or the nearest that several have in common: paths are shown relative to it, and <c>--output</c> copies it.</summary>
    public required string Root { get; init; }

    /// <summary>The C# projects to open, by path; each once, however many of the entries name it.</summary>
    public required ImmutableArray<string> Projects { get; init; }

    /// <summary>Projects of the solutions that are not opened: another language, or left out by a filter.</summary>
    public required ImmutableArray<string> OtherProjects { get; init; }

    /// <summary>Several inputs as one.</summary>
    /// <exception cref="CannotRunException">All that they have in common is a folder that holds everything.</exception>
    public static MigrationInput Of(IReadOnlyList<MigrationInput> inputs)
    {
        if (inputs is [var only])
            return only;

        var entries = inputs.SelectMany(input => input.Entries).DistinctBy(entry => entry.Path, StringComparer.Ordinal).ToImmutableArray();
        var projects = inputs.SelectMany(input => input.Projects).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return new MigrationInput
        {
            Entries = entries,
            Name = Sentence.List([.. inputs.Select(input => input.Name).Distinct(StringComparer.Ordinal)]),
            Root = CommonFolder.Of([.. inputs.Select(input => input.Root)]),
            Projects = projects,
            OtherProjects = [.. inputs.SelectMany(input => input.OtherProjects).Except(projects, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The same solution in a copy of its folder.</summary>
    public MigrationInput In(string root)
    {
        return this with
        {
            Entries = [.. Entries.Select(entry => new InputEntry(Moved(entry.Path), entry.SolutionFolder is { } folder ? Moved(folder) : null, [.. entry.Projects.Select(Moved)]))],
            Root = root,
            Projects = [.. Projects.Select(Moved)],
            OtherProjects = [.. OtherProjects.Select(Moved)],
        };

        string Moved(string path) => Path.GetFullPath(Path.Combine(root, Path.GetRelativePath(Root, path)));
    }
}

/// <summary>A file to open.</summary>
/// <param name="Path">The full path of a solution, a filter or a project.</param>
/// <param name="SolutionFolder">The folder of the solution, which projects know as <c>$(SolutionDir)</c>; null for a project on its own.</param>
/// <param name="Projects">The C# projects that it stands for.</param>
internal sealed record InputEntry(string Path, string? SolutionFolder, ImmutableArray<string> Projects)
{
    public bool IsProject => SolutionFolder is null;
}
