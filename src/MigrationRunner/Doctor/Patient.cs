using System.Xml;
using System.Xml.Linq;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>A solution as far as its files tell, without building or loading anything.</summary>
internal sealed class Patient
{
    private static readonly string[] NotSource = [".git", "bin", "obj", "node_modules", "dist", "artifacts", ".vs", ".idea"];

    private readonly Dictionary<string, XElement?> _xml = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<string>> _files;

    /// <param name="root">The solution's folder.</param>
    /// <param name="entry">The solution or project, as a command takes it.</param>
    /// <param name="projects">Every project that it names and that is there, of whatever language.</param>
    public Patient(string root, string entry, IEnumerable<string> projects)
    {
        (Root, Entry) = (root, entry);
        All = [.. new ProjectReferences().ClosureOf(projects).Order(StringComparer.Ordinal)];
        Projects = [.. All.Where(project => File.Exists(project) && IsCSharp(project))];
        _files = new(() => [.. FilesBelow(root).Order(StringComparer.Ordinal)]);
    }

    public string Root { get; }

    public string Entry { get; }

    /// <summary>Every project that is named, also by another project, whether or not it is there.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The C# projects.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>Every file below the solution's folder but for what is built, downloaded or git's.</summary>
    public IReadOnlyList<string> Files => _files.Value;

    /// <summary>A project or a file of properties; null where it cannot be read, or is not there.</summary>
    public XElement? Xml(string path)
    {
        if (_xml.TryGetValue(path, out var known))
            return known;
        try
        {
            return _xml[path] = File.Exists(path) ? XDocument.Load(path).Root : null;
        }
        catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
        {
            return _xml[path] = null;       // that it cannot be read is a check of its own
        }
    }

    /// <summary>The file of a name that is nearest above a folder.</summary>
    public static string? Above(string? folder, string name)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>A path as it is shown: from the solution's folder.</summary>
    public string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public IReadOnlyList<string> Shown(IEnumerable<string> paths) => [.. paths.Select(Shown)];

    private static bool IsCSharp(string project) => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> FilesBelow(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
            yield return file;
        foreach (var below in Directory.EnumerateDirectories(folder, "*", options))
        {
            if (NotSource.Contains(Path.GetFileName(below), StringComparer.OrdinalIgnoreCase))
                continue;
            foreach (var file in FilesBelow(below))
                yield return file;
        }
    }
}
