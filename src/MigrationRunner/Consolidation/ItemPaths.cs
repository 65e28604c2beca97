using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>The paths of MSBuild items, with wildcards and the usual properties, as far as they lead to what moves.</summary>
/// <param name="moves">What moves.</param>
/// <param name="root">The solution's folder.</param>
/// <param name="projects">Full paths of the projects: what they import speaks of their folders.</param>
internal sealed class ItemPaths(SchemaMoves moves, string root, IReadOnlyCollection<string> projects)
{
    private static readonly string[] OwnFolder = ["$(MSBuildThisFileDirectory)", "$(MSBuildProjectDirectory)", "$(ProjectDir)"];
    private const string SolutionFolder = "$(SolutionDir)";

    /// <summary>The entries of a list, and where each begins.</summary>
    public static IEnumerable<(string Part, int Start)> Parts(string value)
    {
        var at = 0;
        foreach (var part in value.Split(';'))
        {
            var trimmed = part.Trim();
            if (trimmed.Length > 0)
                yield return (trimmed, at + part.IndexOf(trimmed, StringComparison.Ordinal));
            at += part.Length + 1;
        }
    }

    /// <summary>The changes of an item's list of paths.</summary>
    /// <param name="file">The file that it stands in.</param>
    /// <param name="value">The list.</param>
    /// <param name="at">Where that begins in the file.</param>
    public IEnumerable<TextChange> In(string file, string value, int at)
    {
        foreach (var (part, start) in Parts(value))
        {
            foreach (var from in Folders(file))
            {
                if (ChangeOf(part, from) is not { } change)
                    continue;
                yield return new TextChange(new TextSpan(at + start + change.Span.Start, change.Span.Length), change.NewText!);
                break;
            }
        }
    }

    /// <summary>A link is no path, but it mostly repeats the folder of one.</summary>
    public IEnumerable<TextChange> InLink(string value, int at)
    {
        foreach (var (segment, start) in Segments(value))
        {
            if (moves.Folders.FirstOrDefault(folder => folder.Rename.OldWord == segment) is { } folder)
                yield return new TextChange(new TextSpan(at + start, segment.Length), folder.Rename.NewWord);
        }
    }

    /// <summary>A project speaks of its own folder; what projects import, of theirs, but for what it finds beside itself.</summary>
    private IEnumerable<string> Folders(string file) => Path.GetExtension(file).Equals(".csproj", StringComparison.OrdinalIgnoreCase)
        ? [Path.GetDirectoryName(file)!]
        : projects.Select(project => Path.GetDirectoryName(project)!).Prepend(Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal);

    private TextChange? ChangeOf(string part, string from)
    {
        var (folder, skipped) = OwnFolder.FirstOrDefault(own => part.StartsWith(own, StringComparison.OrdinalIgnoreCase)) is { } property ? (from, property.Length)
            : part.StartsWith(SolutionFolder, StringComparison.OrdinalIgnoreCase) ? (root, SolutionFolder.Length)
            : (from, 0);
        var at = folder;
        foreach (var (segment, start) in Segments(part[skipped..]))
        {
            if (segment.AsSpan().IndexOfAny("*?$@%") >= 0)
                return null;
            at = Path.GetFullPath(segment, at);
            var span = new TextSpan(skipped + start, segment.Length);
            if (moves.Folders.FirstOrDefault(moved => moved.From == at && (moved.IsWhole || HasMoved(part[skipped..], folder))) is { } schema)
                return new TextChange(span, schema.Rename.NewWord);
            if (moves.Files.TryGetValue(at, out var to) && Path.GetDirectoryName(to) == Path.GetDirectoryName(at))
                return new TextChange(span, Path.GetFileName(to));
        }

        return null;
    }

    /// <summary>Whether the whole path is that of a file which goes.</summary>
    private bool HasMoved(string path, string from) =>
        path.AsSpan().IndexOfAny("*?$@%") < 0 && moves.Files.ContainsKey(Path.GetFullPath(path.Replace('\\', '/'), from));

    private static IEnumerable<(string Segment, int Start)> Segments(string path)
    {
        var at = 0;
        foreach (var segment in path.Split('/', '\\'))
        {
            if (segment.Length > 0)
                yield return (segment, at);
            at += segment.Length + 1;
        }
    }
}
