using System.Xml;
using System.Xml.Linq;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Which project uses which, read from the project files' text: enough to know whom a rename could reach, at no cost.</summary>
internal sealed class ProjectReferences
{
    private readonly Dictionary<string, string[]> _direct = new(StringComparer.Ordinal);

    /// <summary>The projects and everything that they use, each once.</summary>
    public IReadOnlyCollection<string> ClosureOf(IEnumerable<string> projects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(projects);
        while (open.TryPop(out var project))
        {
            if (!seen.Add(project))
                continue;
            foreach (var used in Direct(project))
                open.Push(used);
        }

        return seen;
    }

    /// <summary>Those of <paramref name="candidates"/> that use one of <paramref name="projects"/>, however far down.</summary>
    public IEnumerable<string> DependentsOf(IReadOnlyCollection<string> projects, IEnumerable<string> candidates) =>
        candidates.Where(candidate => ClosureOf([candidate]).Any(used => used != candidate && projects.Contains(used)));

    private string[] Direct(string project)
    {
        if (!_direct.TryGetValue(project, out var references))
            _direct[project] = references = Read(project);
        return references;
    }

    private static string[] Read(string project)
    {
        try
        {
            var folder = Path.GetDirectoryName(project)!;
            return
            [
                .. XDocument.Load(project).Descendants()
                    .Where(element => element.Name.LocalName == "ProjectReference")
                    .SelectMany(element => Included(element, folder)),
            ];
        }
        catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];      // a project that cannot be read says so when it is loaded
        }
    }

    private static IEnumerable<string> Included(XElement reference, string folder)
    {
        var isConditional = reference.AncestorsAndSelf().Any(element => element.Attribute("Condition") is not null);
        return ((string?)reference.Attribute("Include") ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(include => include.AsSpan().IndexOfAny('$', '*', '?') < 0)        // only MSBuild knows what that is
            .Select(include => Path.GetFullPath(include.Replace('\\', Path.DirectorySeparatorChar), folder))
            .Where(path => !isConditional || File.Exists(path));
    }
}
