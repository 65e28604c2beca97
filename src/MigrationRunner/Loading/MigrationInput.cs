using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>What a path of the command line means.</summary>
internal sealed record MigrationInput
{
    /// <summary>The solution, filter or project to open.</summary>
    public required string EntryPath { get; init; }

    /// <summary>The solution's folder: paths are shown relative to it, and <c>--output</c> copies it.</summary>
    public required string Root { get; init; }

    /// <summary>The C# projects to open, by path.</summary>
    public required ImmutableArray<string> Projects { get; init; }

    /// <summary>Projects of the solution that are not opened: another language, or left out by a filter.</summary>
    public required ImmutableArray<string> OtherProjects { get; init; }

    public bool IsProject => EntryPath.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    /// <summary>How people call it: the file's name.</summary>
    public string Name => Path.GetFileName(EntryPath);

    /// <summary>The same solution in a copy of its folder.</summary>
    public MigrationInput In(string root)
    {
        return this with
        {
            EntryPath = Moved(EntryPath),
            Root = root,
            Projects = [.. Projects.Select(Moved)],
            OtherProjects = [.. OtherProjects.Select(Moved)],
        };

        string Moved(string path) => Path.GetFullPath(Path.Combine(root, Path.GetRelativePath(Root, path)));
    }
}
