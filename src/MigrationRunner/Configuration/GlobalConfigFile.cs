namespace Clerk2WorkOS.MigrationRunner.Configuration;

/// <summary>
/// A <c>.globalconfig</c> as text: what is set of ours, and our section in it. What is not ours stays as it is. Ours stands before the first
/// <c>[section]</c>, because what follows one belongs to it.
/// </summary>
internal sealed class GlobalConfigFile
{
    public const string Name = ".globalconfig";

    private const string Begin = "# -- clerk2workos init --";
    private const string End = "# -- end of clerk2workos --";
    private const string Prefix = "c2w_";

    private readonly List<string> _lines;
    private readonly string? _lineEnd;

    private GlobalConfigFile(List<string> lines, string? lineEnd)
    {
        _lines = lines;
        _lineEnd = lineEnd;
        Settings = lines.Select(Setting).OfType<(string Key, string Value)>()
            .GroupBy(setting => setting.Key, StringComparer.Ordinal)
            .ToDictionary(setting => setting.Key, setting => setting.Last().Value, StringComparer.Ordinal);
    }

    /// <summary>The settings of these rules that the file makes.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>A file by its text; <c>null</c> for one that does not exist yet.</summary>
    public static GlobalConfigFile Parse(string? text) =>
        text is null ? new([], null) : new([.. text.Split('\n').Select(line => line.TrimEnd('\r'))], text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");

    /// <summary>The file with its section written anew.</summary>
    /// <param name="section">The section's lines.</param>
    public string With(IEnumerable<string> section)
    {
        if (_lineEnd is null)
            return string.Join('\n', ["is_global = true", "global_level = 100", "", Begin, .. section, End, ""]);

        var kept = Foreign();
        var at = kept.FindIndex(line => line.TrimStart().StartsWith('['));
        if (at < 0)
            at = kept.Count;
        while (at > 0 && kept[at - 1].Length == 0)
            at--;
        var rest = kept[at..].SkipWhile(line => line.Length == 0).ToList();
        var head = kept[..at];
        List<string> all = [.. head, .. head.Count > 0 ? [""] : Array.Empty<string>(), Begin, .. section, End, .. rest.Count > 0 ? [""] : Array.Empty<string>(), .. rest];
        if (all[^1].Length > 0)
            all.Add("");
        return string.Join(_lineEnd, all);
    }

    /// <summary>The lines that are neither our section nor a setting of ours.</summary>
    private List<string> Foreign()
    {
        var kept = new List<string>();
        var isOurs = false;
        foreach (var line in _lines)
        {
            isOurs |= line == Begin && _lines.Contains(End);
            if (!isOurs && Setting(line) is null)
                kept.Add(line);
            isOurs &= line != End;
        }

        return kept;
    }

    private static (string Key, string Value)? Setting(string line)
    {
        var equals = line.AsSpan().IndexOfAny('=', ':');
        if (equals < 0)
            return null;
        var key = line[..equals].Trim().ToLowerInvariant();
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var value = line[(equals + 1)..];
        var comment = value.AsSpan().IndexOfAny('#', ';');
        return (key, (comment < 0 ? value : value[..comment]).Trim());
    }
}
