using Clerk2WorkOS.Analyzers.Clerk.Files;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Adds the files beside the code that the analyzers' package passes to the compiler, for solutions that do not have the package (yet): to the project in whose
/// folder a file lies, or else to the first of the solution. What lies in the folder of another project, or of a solution within this one, is theirs.
/// </summary>
internal static class FilesBeside
{
    private static readonly HashSet<string> Skipped = new(BesideFiles.SkippedFolders, StringComparer.OrdinalIgnoreCase);

    /// <summary>The solution with the files below its folder, and below those of its projects, as additional documents.</summary>
    public static Solution In(Solution solution, MigrationInput input, CancellationToken cancellationToken)
    {
        var projects = solution.Projects.Where(project => project.Language == LanguageNames.CSharp && project.FilePath is not null)
            .OrderBy(project => project.FilePath, StringComparer.Ordinal).ThenBy(project => project.Name, StringComparer.Ordinal)
            .DistinctBy(project => project.FilePath)
            .Select(project => (project.Id, Folder: Path.GetDirectoryName(project.FilePath)! + Path.DirectorySeparatorChar))
            .ToList();
        if (projects.Count == 0)
            return solution;
        var present = solution.Projects.SelectMany(project => project.AdditionalDocuments).Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var root = input.Root + Path.DirectorySeparatorChar;
        var folders = projects.Select(project => project.Folder).Where(folder => !folder.StartsWith(root, StringComparison.Ordinal)).Prepend(root);
        var files = folders.SelectMany(folder => Below(folder, cancellationToken)).ToList();
        var others = files.Where(IsProjectOrSolution).Select(file => Path.GetDirectoryName(file)! + Path.DirectorySeparatorChar).Where(folder => folder != root)
            .Except(projects.Select(project => project.Folder), StringComparer.Ordinal)
            .Except(input.Entries.Select(entry => Path.GetDirectoryName(entry.Path)! + Path.DirectorySeparatorChar), StringComparer.Ordinal).ToList();
        foreach (var file in files.Where(BesideFiles.IsWanted).Order(StringComparer.Ordinal))
        {
            var owner = projects.Where(project => file.StartsWith(project.Folder, StringComparison.Ordinal)).OrderByDescending(project => project.Folder.Length).FirstOrDefault();
            if (others.Exists(other => other.Length > (owner.Folder?.Length ?? 0) && file.StartsWith(other, StringComparison.Ordinal)) || IsTooLarge(file) || !present.Add(file))
                continue;
            var id = DocumentId.CreateNewId(owner.Id ?? projects[0].Id);
            solution = solution.AddAdditionalDocument(DocumentInfo.Create(id, Path.GetFileName(file), loader: new FileTextLoader(file, defaultEncoding: null), filePath: file));
        }

        return solution;
    }

    /// <summary>Every file below a folder, but for what tools made there or others wrote.</summary>
    public static IEnumerable<string> Below(string root, CancellationToken cancellationToken)
    {
        var pending = new Stack<string>([root.TrimEnd(Path.DirectorySeparatorChar)]);
        while (pending.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder))
            {
                if (entry is FileInfo)
                    yield return entry.FullName;
                else if (entry.LinkTarget is null && !IsSkipped(entry.FullName))
                    pending.Push(entry.FullName);
            }
        }
    }

    private static bool IsProjectOrSolution(string file) => Path.GetExtension(file).ToUpperInvariant() is ".CSPROJ" or ".SLN" or ".SLNX";

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return [];          // what cannot be read holds nothing of the solution's own, whose files are complained of elsewhere
        }
    }

    private static bool IsSkipped(string folder)
    {
        var name = Path.GetFileName(folder);
        return Skipped.Contains(name) || Skipped.Contains($"{Path.GetFileName(Path.GetDirectoryName(folder))}/{name}");
    }

    /// <summary>Bytes, of which a character has four at most; SQL is read whole, since a policy may stand at its end.</summary>
    private static bool IsTooLarge(string file) =>
        BesideFiles.KindOf(file) != BesideKind.Sql && new FileInfo(file) is { Exists: true } info && info.Length > 4L * BesideFiles.MaximumLength;
}
