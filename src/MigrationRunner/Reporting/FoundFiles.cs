using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The files in which something was found: their texts before the run, and the projects that have them.</summary>
internal sealed class FoundFiles
{
    private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _projects = new(StringComparer.Ordinal);

    private FoundFiles()
    {
    }

    /// <summary>A file's text.</summary>
    public SourceText TextOf(string path) => _texts[path];

    /// <summary>The project's name, without its target framework; of a file that several have, the first by name. <c>null</c> for a file of none.</summary>
    public string? ProjectOf(string path) => _projects.GetValueOrDefault(path);

    public static async Task<FoundFiles> OfAsync(ImmutableArray<Finding> findings, Solution solution, CancellationToken cancellationToken)
    {
        var files = new FoundFiles();
        var wanted = findings.Select(finding => finding.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var project in solution.Projects.OrderBy(project => project.Name, StringComparer.Ordinal))
        {
            var name = project.FilePath is { } file ? Path.GetFileNameWithoutExtension(file) : project.Name;
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments))
            {
                if (document.FilePath is { } path && wanted.Contains(path) && files._projects.TryAdd(path, name))
                    files._texts[path] = await document.GetTextAsync(cancellationToken);
            }
        }

        foreach (var path in wanted.Where(path => !files._texts.ContainsKey(path)))
            files._texts[path] = SourceText.From(File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : "");
        return files;
    }
}
