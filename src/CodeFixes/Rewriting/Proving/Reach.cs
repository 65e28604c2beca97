using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The files in which an edit can have given something another meaning.</summary>
internal sealed class Reach
{
    private readonly Dictionary<ProjectId, HashSet<string>> _files = new();
    private readonly HashSet<ProjectId> _whole = new();

    /// <summary>All files of these projects.</summary>
    public static Reach Everything(IEnumerable<ProjectId> projects)
    {
        var reach = new Reach();
        reach._whole.UnionWith(projects);
        return reach;
    }

    /// <summary>Whether all of a project is reached.</summary>
    public bool IsWhole(ProjectId project) => _whole.Contains(project);

    public bool Holds(ProjectId project, string path) => IsWhole(project) || (_files.TryGetValue(project, out var files) && files.Contains(path));

    public bool Add(ProjectId project) => _whole.Add(project);

    public bool Add(ProjectId project, string path)
    {
        if (!_files.TryGetValue(project, out var files))
            _files[project] = files = new HashSet<string>(StringComparer.Ordinal);
        return files.Add(path);
    }

    /// <summary>Takes in what another reaches; tells whether that was more.</summary>
    public bool Grow(Reach other)
    {
        var grew = false;
        foreach (var project in other._whole)
            grew |= Add(project);
        foreach (var (project, path) in other._files.SelectMany(files => files.Value, (files, path) => (files.Key, path)))
        {
            if (!Holds(project, path))
                grew |= Add(project, path);
        }

        return grew;
    }
}
