using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Razor files that no project hands to the compiler: of a project without the Razor SDK, or left out of one. They are loaded so that what they name is
/// listed, and so that no rename passes them by.
/// </summary>
internal static class UnlistedRazorFiles
{
    private static readonly string[] NotSources = ["bin", "obj", "node_modules", "dist", ".git", ".vs"];

    /// <summary>The solution with every Razor file below its C# projects, as an additional file of the first target framework.</summary>
    public static Solution In(Solution solution)
    {
        var listed = solution.Projects.SelectMany(project => project.AdditionalDocuments).Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var folders = solution.Projects.Select(project => Path.GetDirectoryName(project.FilePath)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var project in solution.Projects.Where(project => project.Language == LanguageNames.CSharp && project.FilePath is not null)
            .GroupBy(project => project.FilePath, StringComparer.Ordinal).Select(targets => targets.First()).ToList())
        {
            var folder = Path.GetDirectoryName(project.FilePath)!;
            foreach (var path in RazorFilesBelow(folder, folders).Where(listed.Add).Order(StringComparer.Ordinal))
            {
                solution = solution.AddAdditionalDocument(DocumentInfo.Create(
                    DocumentId.CreateNewId(project.Id), Path.GetFileName(path), loader: new FileTextLoader(path, defaultEncoding: null), filePath: path));
            }
        }

        return solution;
    }

    /// <summary>The Razor files below a folder, but for those of another project that lies in it.</summary>
    private static IEnumerable<string> RazorFilesBelow(string folder, HashSet<string> others)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsRazor))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (others.Contains(inner) || Array.Exists(NotSources, name => string.Equals(name, Path.GetFileName(inner), StringComparison.OrdinalIgnoreCase))
                || new DirectoryInfo(inner).LinkTarget is not null)
                continue;
            foreach (var file in RazorFilesBelow(inner, others))
                yield return file;
        }
    }

    private static bool IsRazor(string path) =>
        Path.GetExtension(path) is var extension && (extension.Equals(".cshtml", StringComparison.OrdinalIgnoreCase) || extension.Equals(".razor", StringComparison.OrdinalIgnoreCase));
}
