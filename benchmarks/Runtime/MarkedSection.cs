namespace Clerk2WorkOS.Benchmarks.Runtime;

/// <summary>The part of a Markdown file that a measurement writes, between two comments.</summary>
internal static class MarkedSection
{
    public static void Replace(string file, string name, string text)
    {
        var (begin, end) = ($"<!-- {name}: begin -->\n", $"<!-- {name}: end -->");
        var whole = File.ReadAllText(file);
        var (from, to) = (whole.IndexOf(begin, StringComparison.Ordinal), whole.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{file} has no section {name}.");
        File.WriteAllText(file, whole[..(from + begin.Length)] + text + whole[to..]);
    }
}
