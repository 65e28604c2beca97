using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>What a solution takes from outside of its folder: a copy of the folder would not have it.</summary>
internal static partial class OutsideInputs
{
    /// <summary>Files that MSBuild, NuGet and the compiler look for in every folder above.</summary>
    private static readonly string[] LookedForAbove =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.config", "NuGet.Config", ".editorconfig", ".globalconfig"];

    /// <summary>Where NuGet and the SDK keep what they add to a project.</summary>
    private static readonly string[] PackageFolders =
    [
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? Path.GetFullPath(packages)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
    ];

    /// <summary>Refuses what the text of the project files shows, before anything is copied.</summary>
    /// <exception cref="CannotRunException">Names the file.</exception>
    public static void Refuse(MigrationInput input, string output)
    {
        foreach (var project in new ProjectReferences().ClosureOf(input.Projects.Concat(input.Entries.Select(entry => entry.Path))))
            RefuseIfOutside(input.Root, project, "");
        foreach (var file in MSBuildFiles(input.Root))
            RefuseNamedIn(file, input.Root);

        foreach (var name in LookedForAbove)
            RefuseAbove(input, output, name);
    }

    /// <summary>Refuses what only MSBuild knew: a document of the loaded copy that lies outside of it.</summary>
    /// <exception cref="CannotRunException">Names the file.</exception>
    public static void Refuse(Solution copy, string root, string source)
    {
        var outside = copy.Projects
            .SelectMany(project => project.Documents.Concat(project.AdditionalDocuments).Select(document => (document.FilePath, Project: project.Name)))
            .Where(document => document.FilePath is { } path && !IsInside(root, path) && !IsFromPackage(path))
            .Order()
            .FirstOrDefault();
        if (outside.FilePath is { } path)
            RefuseIfOutside(source, File.Exists(path) ? path : Path.GetFullPath(Path.GetRelativePath(root, path), source), $" (linked by {outside.Project})");
    }

    public static bool IsInside(string folder, string path) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool IsFromPackage(string path) => Array.Exists(PackageFolders, folder => IsInside(folder, path));

    private static FileSystemEnumerable<string> MSBuildFiles(string root) =>
        new(
            root,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsMSBuild(Path.GetExtension(entry.FileName)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !OutputFolders.IsLeftOut(entry.FileName.ToString()),
        };

    private static bool IsMSBuild(ReadOnlySpan<char> extension) => extension is ".csproj" or ".props" or ".targets" or ".projitems";

    private static void RefuseNamedIn(string file, string root)
    {
        var folder = Path.GetDirectoryName(file)!;
        foreach (Match match in NamedFile().Matches(File.ReadAllText(file)))
        {
            foreach (var part in match.Groups["path"].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var named = part.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.OrdinalIgnoreCase)
                    .Replace("$(MSBuildProjectDirectory)", ".", StringComparison.OrdinalIgnoreCase)
                    .Replace('\\', Path.DirectorySeparatorChar);
                if (named.Contains("..", StringComparison.Ordinal) && !named.Contains('$', StringComparison.Ordinal))
                    RefuseIfOutside(root, Path.GetFullPath(named, folder), $" (named in {Path.GetRelativePath(root, file).Replace('\\', '/')})");
            }
        }
    }

    /// <summary>A file above the solution serves the copy as well when it is the nearest one above that, too.</summary>
    private static void RefuseAbove(MigrationInput input, string output, string name)
    {
        if (input.Projects.All(project => IsInside(input.Root, Nearest(Path.GetDirectoryName(project), name) ?? input.Root)))
            return;
        var above = Nearest(Path.GetDirectoryName(input.Root), name);
        if (above is not null && above != Nearest(Path.GetDirectoryName(output), name))
            RefuseIfOutside(input.Root, above, "");
    }

    private static string? Nearest(string? folder, string name)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    private static void RefuseIfOutside(string root, string path, string how)
    {
        if (!IsInside(root, path))
            throw new CannotRunException($"--output copies '{root}', but the solution also uses '{path}'{how}, which is outside of it; run without --output on a branch.");
    }

    /// <summary>Attributes by which MSBuild takes in a file.</summary>
    [GeneratedRegex("""\b(?:Include|Project|HintPath)\s*=\s*"(?<path>[^"]*\.\.[^"]*)"|<(?:HintPath|Import)>(?<path>[^<]*\.\.[^<]*)<""")]
    private static partial Regex NamedFile();
}
