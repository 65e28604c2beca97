using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Merging;

/// <summary>A report to be merged, and the repository that it is about.</summary>
internal sealed record MergeInput(string Name, string Path);

/// <summary>What <c>report merge</c> is given: files, <c>NAME=FILE</c>, globs and folders.</summary>
internal static class MergeInputs
{
    /// <summary>
    /// The reports, by repository. A file is named by its own name, or by its folder's where another is called the same
    /// (<c>booking/report.json shop/report.json</c>, <c>*/report.json</c>); of a folder every <c>.json</c> in it is taken, named by the folder that it stands in below.
    /// </summary>
    /// <exception cref="CannotRunException">One does not exist, or two are named the same.</exception>
    public static List<MergeInput> Find(IReadOnlyList<string> given, string workingDirectory)
    {
        var (named, files) = (new List<MergeInput>(), new List<string>());
        foreach (var argument in given)
        {
            var path = Path.GetFullPath(argument, workingDirectory);
            if (File.Exists(path))
                files.Add(path);
            else if (Directory.Exists(path))
                named.AddRange(InFolder(path, argument));
            else if (argument.Split('=', 2) is [{ Length: > 0 } name, var file] && File.Exists(Path.GetFullPath(file, workingDirectory)))
                named.Add(new MergeInput(name, Path.GetFullPath(file, workingDirectory)));
            else if (argument.Contains('*', StringComparison.Ordinal))
            {
                var matching = Matching(argument, workingDirectory);
                if (Path.GetFileName(argument).Contains('*', StringComparison.Ordinal))
                    files.AddRange(matching);
                else
                    named.AddRange(matching.Select(file => new MergeInput(FolderOf(file), file)));
            }
            else
                throw new CannotRunException($"'{argument}' does not exist; report merge takes JSON reports, NAME=FILE, globs and folders.");
        }

        foreach (var alike in files.Distinct(StringComparer.Ordinal).GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal))
            named.AddRange(alike.Select(file => new MergeInput(alike.Count() == 1 ? alike.Key! : FolderOf(file), file)));
        if (named.GroupBy(input => input.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new CannotRunException($"Two reports are named '{twice.Key}': '{twice.First().Path}' and '{twice.Last().Path}'; name them with NAME=FILE.");
        return [.. named.OrderBy(input => input.Name, StringComparer.Ordinal)];
    }

    private static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);

    private static IEnumerable<MergeInput> InFolder(string folder, string argument)
    {
        var found = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).ToList();
        if (found.Count == 0)
            throw new CannotRunException($"There is no .json in '{argument}'.");
        return found.Select(file => new MergeInput(
            Path.GetDirectoryName(Path.GetRelativePath(folder, file))!.Replace('\\', '/') is { Length: > 0 } below ? below : Path.GetFileNameWithoutExtension(file), file));
    }

    private static List<string> Matching(string glob, string workingDirectory)
    {
        // A matcher has one folder to look in: what stands before the first star.
        var slash = glob.LastIndexOfAny(['/', '\\'], glob.IndexOf('*', StringComparison.Ordinal));
        var folder = new DirectoryInfo(Path.GetFullPath(slash < 0 ? "." : glob[..(slash + 1)], workingDirectory));
        var found = folder.Exists ? new Matcher().AddInclude(glob[(slash + 1)..]).Execute(new DirectoryInfoWrapper(folder)).Files.Select(file => Path.GetFullPath(file.Path, folder.FullName)).ToList() : [];
        return found.Count > 0 ? found : throw new CannotRunException($"Nothing matches '{glob}'.");
    }
}
