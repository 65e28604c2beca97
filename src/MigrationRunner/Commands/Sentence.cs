namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>Other people's messages in one line that ends with a full stop.</summary>
internal static class Sentence
{
    public static string Of(Exception failure) =>
        failure is AggregateException { InnerExceptions: [var only] } ? Of(only) : Of(failure.Message);

    public static string Of(string message)
    {
        var line = message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end].TrimEnd();
        return line is [.., '.' or '!' or '?'] ? line.ToString() : $"{line}.";
    }

    /// <summary>"a", "a and b", "a, b and 3 more".</summary>
    public static string List(IReadOnlyList<string> names, int shown = 3) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ when names.Count <= shown => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more",
    };
}
