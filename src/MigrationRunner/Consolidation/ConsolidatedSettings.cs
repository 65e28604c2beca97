using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>
/// What the settings say of a consolidated solution: the stage, the schemas' names, and the paths of files that moved, in the root <c>.globalconfig</c>,
/// in an <c>.editorconfig</c> beside it, and in the baseline.
/// </summary>
internal sealed partial class ConsolidatedSettings(ConsolidationResult plan, SchemaMoves moves, string root)
{
    /// <summary>The files that may have to change, where they are there.</summary>
    public IEnumerable<string> Candidates => new[] { GlobalConfigFile.Name, ".editorconfig", Baseline.FileName }.Select(name => Path.Combine(root, name)).Where(File.Exists);

    /// <summary>The whole text of a new <c>.globalconfig</c>; <c>null</c> where there is nothing to set.</summary>
    /// <param name="set">The keys that another file sets.</param>
    public string? NewFile(IReadOnlyCollection<string> set) => Missing(set) is { Count: > 0 } lines ? GlobalConfigFile.Parse(null).With(lines) : null;

    /// <summary>The changes of one of the files, in order.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="text">Its text.</param>
    /// <param name="others">What the other files set.</param>
    public ImmutableArray<TextChange> In(string path, string text, IReadOnlyCollection<string> others)
    {
        if (Path.GetFileName(path) == Baseline.FileName)
            return [.. PathsIn(text, 0)];
        var changes = new List<TextChange>();
        foreach (Match line in SettingLine().Matches(text))
        {
            var (key, value) = (line.Groups["key"].Value.ToLowerInvariant(), line.Groups["value"]);
            if (key == MigrationOptions.LegacyReaders.Key || key == MigrationOptions.ExcludedPaths.Key)
                changes.AddRange(PathsIn(value.Value, value.Index));
            else if (ValueOf(key, value.Value) is { } changed && changed != value.Value)
                changes.Add(new TextChange(new TextSpan(value.Index, value.Length), changed));
        }

        if (Path.GetFileName(path) == GlobalConfigFile.Name && Missing([.. Keys(text), .. others]) is { Count: > 0 } missing)
            changes.Add(Added(text, missing));
        return [.. changes.OrderBy(change => change.Span.Start)];
    }

    /// <summary>The keys that a text sets.</summary>
    public static IEnumerable<string> Keys(string text) => SettingLine().Matches(text).Select(line => line.Groups["key"].Value.ToLowerInvariant());

    private string? ValueOf(string key, string value)
    {
        if (key == MigrationOptions.Stage.Key)
            return plan.IsConsolidated ? "consolidated" : value;
        if (key != MigrationOptions.LegacySchema.Key && key != MigrationOptions.TargetSchema.Key)
            return null;

        // A name that nobody could guess from the new one has to be kept: stragglers are known by it.
        return plan.Renames.FirstOrDefault(rename => rename.From == value && (rename.IsLegacy || IsUsual(rename)))?.To ?? value;
    }

    private List<string> Missing(IReadOnlyCollection<string> keys)
    {
        var lines = new List<string>();
        if (plan.IsConsolidated && !keys.Contains(MigrationOptions.Stage.Key))
            lines.Add($"{MigrationOptions.Stage.Key} = consolidated");
        if (plan.Renames.FirstOrDefault(rename => !rename.IsLegacy && !IsUsual(rename)) is { } interim && !keys.Contains(MigrationOptions.TargetSchema.Key))
            lines.Add($"{MigrationOptions.TargetSchema.Key} = {interim.From}");
        return lines;
    }

    private static bool IsUsual(SchemaRename rename) => rename.From == rename.To + "Workos";

    /// <summary>In the place of the comment that shows the setting, or else before the first section: what follows one belongs to it.</summary>
    private static TextChange Added(string text, List<string> lines)
    {
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (lines is [var stage] && StageAsComment().Match(text) is { Success: true } comment)
            return new TextChange(new TextSpan(comment.Index, comment.Length), stage);
        var section = Section().Match(text);
        var at = section.Success ? section.Index : text.Length;
        var begin = at > 0 && text[at - 1] != '\n' ? end : "";
        return new TextChange(new TextSpan(at, 0), begin + string.Concat(lines.Select(line => line + end)) + (section.Success ? end : ""));
    }

    /// <summary>Paths of folders and files that move, within a list of globs or a line of the baseline.</summary>
    private SortedDictionary<int, TextChange>.ValueCollection PathsIn(string text, int at)
    {
        var found = new SortedDictionary<int, TextChange>();
        foreach (var folder in moves.Folders.Where(folder => folder.IsWhole))
            Find(Shown(folder.From), Shown(folder.To), isFolder: true);
        foreach (var (from, to) in moves.Files)
            Find(Shown(from), Shown(to), isFolder: false);
        return found.Values;

        void Find(string from, string to, bool isFolder)
        {
            for (var place = text.IndexOf(from, StringComparison.Ordinal); place >= 0; place = text.IndexOf(from, place + from.Length, StringComparison.Ordinal))
            {
                var (before, after) = (place == 0 ? ' ' : text[place - 1], place + from.Length == text.Length ? ' ' : text[place + from.Length]);
                if (!IsOfName(before) && (isFolder ? after == '/' : !IsOfName(after) && after != '.'))
                    found.TryAdd(place, new TextChange(new TextSpan(at + place, from.Length), to));
            }
        }
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-';

    private string Shown(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    [GeneratedRegex(@"^[ \t]*(?<key>c2w_\w+)[ \t]*[=:][ \t]*(?<value>[^\r\n#;]*?)[ \t]*(?=[#;]|\r?$)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SettingLine();

    [GeneratedRegex(@"^[ \t]*#[ \t]*c2w_stage[ \t]*=[^\r\n]*", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex StageAsComment();

    [GeneratedRegex(@"^[ \t]*\[", RegexOptions.Multiline)]
    private static partial Regex Section();
}
