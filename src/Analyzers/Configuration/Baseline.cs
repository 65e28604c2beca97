using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>
/// What was left when a line was drawn: <c>check --update-baseline</c> writes it, <c>check --baseline</c> and, as an additional file, the analyzers read it and
/// report only what is not in it. One entry stands on one line, so that it sorts, merges and reads without a JSON library.
/// </summary>
public sealed class Baseline
{
    /// <summary>The name by which the analyzers know it among the additional files.</summary>
    public const string FileName = "clerk2workos.baseline.json";

    private const string Head = "{\n  \"version\": 1,\n  \"findings\": [\n";
    private const string Tail = "  ]\n}\n";

    internal static readonly SourceTextValueProvider<(ImmutableArray<BaselineEntry> Entries, int BadLine)> Parsed = new(Parse);

    private readonly Dictionary<(string Rule, string Path, string Line), int> _counts = new();
    private readonly string _folder;

    private Baseline(string folder, ImmutableArray<BaselineEntry> entries, int badLine)
    {
        _folder = folder;
        BadLine = badLine;
        Entries = entries;
        foreach (var entry in Entries)
        {
            var key = KeyOf(entry.Rule, entry.Path, entry.Line);
            _counts[key] = Math.Max(entry.Count, _counts.TryGetValue(key, out var count) ? count : 0);      // a merge may bring one twice
        }
    }

    /// <summary>The one that holds nothing.</summary>
    public static Baseline Empty { get; } = new("", ImmutableArray<BaselineEntry>.Empty, 0);

    /// <summary>Its entries; none where a line of it is broken.</summary>
    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>The first line, from 1, that is none of a baseline; 0 when all are.</summary>
    public int BadLine { get; }

    /// <summary>Reads a baseline.</summary>
    /// <param name="path">The full path of the file; what it holds is relative to its folder.</param>
    /// <param name="text">Its content.</param>
    public static Baseline Read(string path, SourceText text) => Of(path, Parse(text));

    /// <summary>The baseline among the additional files of a compilation; <see cref="Empty"/> where there is none.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="entriesOf">What a text holds, where a compiler remembers it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal static Baseline Of(
        ImmutableArray<AdditionalText> files, Func<SourceText, (ImmutableArray<BaselineEntry> Entries, int BadLine)> entriesOf, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (IsBaseline(file.Path) && file.GetText(cancellationToken) is { } text)
                return Of(file.Path, entriesOf(text));
        }

        return Empty;
    }

    /// <summary>Whether a file is a baseline, by its name.</summary>
    public static bool IsBaseline(string path) =>
        path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase)
        && (path.Length == FileName.Length || path[path.Length - FileName.Length - 1] is '/' or '\\');

    /// <summary>Whether a finding is in it: its line, wherever in the file that stands by now.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="position">Where in the text the finding begins.</param>
    public bool Holds(string rule, string path, SourceText text, int position)
    {
        if (_counts.Count == 0 || position > text.Length)
            return false;
        var index = text.Lines.IndexOf(position);
        var line = LineKey.Of(text, index);
        return _counts.TryGetValue(KeyOf(rule, RelativePath.Of(_folder, path), line), out var count) && LineKey.Occurrence(text, index, line) < count;
    }

    /// <summary>The entry that makes a baseline in <paramref name="folder"/> hold a finding.</summary>
    /// <param name="folder">The baseline's folder.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="position">Where in the text the finding begins.</param>
    public static BaselineEntry EntryFor(string folder, string rule, string path, SourceText text, int position)
    {
        var index = text.Lines.IndexOf(Math.Min(position, text.Length));
        var line = LineKey.Of(text, index);
        return new BaselineEntry(rule, RelativePath.Of(folder, path), line, LineKey.Occurrence(text, index, line) + 1);
    }

    /// <summary>The file for some entries: sorted, each once.</summary>
    public static string Write(IEnumerable<BaselineEntry> entries)
    {
        var lines = entries
            .GroupBy(entry => (entry.Rule, entry.Path, entry.Line))
            .Select(group => new BaselineEntry(group.Key.Rule, group.Key.Path, group.Key.Line, group.Max(entry => entry.Count)))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Rule, StringComparer.Ordinal).ThenBy(entry => entry.Line, StringComparer.Ordinal)
            .Select(entry => "    " + entry.ToJson());
        var text = new StringBuilder(Head).Append(string.Join(",\n", lines));
        return text.Append(text.Length > Head.Length ? "\n" : "").Append(Tail).ToString();
    }

    private static Baseline Of(string path, (ImmutableArray<BaselineEntry> Entries, int BadLine) parsed) =>
        new(RelativePath.FolderOf(path), parsed.Entries, parsed.BadLine);

    internal static (ImmutableArray<BaselineEntry> Entries, int BadLine) Parse(SourceText text)
    {
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        foreach (var line in text.Lines)
        {
            var written = line.ToString().Trim().TrimEnd(',');
            if (written is "" or "{" or "}" or "]" or "\"version\": 1" or "\"findings\": [")
                continue;
            if (BaselineEntry.TryParse(written) is not { } entry)
                return (ImmutableArray<BaselineEntry>.Empty, line.LineNumber + 1);
            entries.Add(entry);
        }

        return (entries.ToImmutable(), 0);
    }

    /// <summary>Paths differ in case on some machines and not on others.</summary>
    private static (string Rule, string Path, string Line) KeyOf(string rule, string path, string line) => (rule, path.ToUpperInvariant(), line);
}
