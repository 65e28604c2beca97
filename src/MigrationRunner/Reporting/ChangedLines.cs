using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>Old lines from <paramref name="Start"/> up to <paramref name="End"/> that become the new ones; each line with its end.</summary>
internal sealed record ChangedLines(int Start, int End, string[] New)
{
    public static List<ChangedLines> Of(PlannedFile file)
    {
        var text = TextOf(file);
        var mark = MarkOf(file).Length;
        var starts = Starts(text);
        var regions = new List<ChangedLines>();
        for (var first = 0; first < file.Changes.Length;)
        {
            var start = LineOf(starts, mark + file.Changes[first].Span.Start);
            var last = first;
            var end = LineOf(starts, mark + file.Changes[last].Span.End) + 1;
            while (last + 1 < file.Changes.Length && LineOf(starts, mark + file.Changes[last + 1].Span.Start) < end)
            {
                last++;
                end = Math.Max(end, LineOf(starts, mark + file.Changes[last].Span.End) + 1);
            }

            var from = starts[start];
            var to = end < starts.Count ? starts[end] : text.Length;
            Add(regions, start, Split(text[from..to]), Split(Applied(file, text, from, to, first, last)));
            first = last + 1;
        }

        return regions;
    }

    /// <summary>The text before with the byte order mark, which for git is a part of the first line.</summary>
    public static string TextOf(PlannedFile file) => MarkOf(file) + file.Before.Text;

    /// <summary>Lines as git counts them, each with its line feed.</summary>
    public static string[] Split(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return [.. lines];
    }

    private static string MarkOf(PlannedFile file) => file.Before.Encoding.GetString(file.Before.Mark);

    private static void Add(List<ChangedLines> regions, int start, string[] before, string[] after)
    {
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
            same++;
        var tail = 0;
        while (tail < before.Length - same && tail < after.Length - same && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        if (same + tail < Math.Max(before.Length, after.Length))
            regions.Add(new ChangedLines(start + same, start + before.Length - tail, after[same..(after.Length - tail)]));
    }

    private static string Applied(PlannedFile file, string text, int from, int to, int first, int last)
    {
        var result = new System.Text.StringBuilder();
        var mark = MarkOf(file).Length;
        for (var i = first; i <= last; i++)
        {
            var change = file.Changes[i];
            result.Append(text, from, mark + change.Span.Start - from).Append(change.NewText);
            from = mark + change.Span.End;
        }

        return result.Append(text, from, to - from).ToString();
    }

    private static List<int> Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            starts.Add(at + 1);
        return starts;
    }

    private static int LineOf(List<int> starts, int position)
    {
        var at = starts.BinarySearch(position);
        return at >= 0 ? at : ~at - 1;
    }
}
