using System.Text;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The planned edits as a unified diff. The hunks are made from the edits themselves, so nothing has to be compared, and each line is
/// written in its file's own bytes, so <c>git apply</c> (in the solution's folder) finds them again. Text in UTF-16 or UTF-32, which
/// git has no text diff for, is shown in UTF-8.
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static byte[] Write(IEnumerable<PlannedFile> files)
    {
        using var diff = new MemoryStream();
        foreach (var file in files)
        {
            var regions = ChangedLines.Of(file);
            if (regions.Count > 0)
                Write(diff, file, regions);
        }

        return diff.ToArray();
    }

    private static void Write(MemoryStream diff, PlannedFile file, List<ChangedLines> regions)
    {
        var end = file.ShownPath.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n";      // where git looks for the name's end
        Put(diff, $"diff --git a/{file.ShownPath} b/{file.ShownPath}\n--- a/{file.ShownPath}{end}+++ b/{file.ShownPath}{end}");
        var lines = new Lines(diff, file);
        var delta = 0;
        for (var first = 0; first < regions.Count;)
        {
            var last = first;
            while (last + 1 < regions.Count && regions[last + 1].Start - regions[last].End <= 2 * Context)
                last++;
            delta += lines.WriteHunk(regions.GetRange(first, last - first + 1), delta);
            first = last + 1;
        }
    }

    private static void Put(MemoryStream diff, string text) => diff.Write(Encoding.UTF8.GetBytes(text));

    private sealed class Lines(MemoryStream diff, PlannedFile file)
    {
        private readonly string[] _old = ChangedLines.Split(file.Before.Text);
        private readonly Encoding _encoding = file.Before.Encoding is UnicodeEncoding or UTF32Encoding ? Encoding.UTF8 : file.Before.Encoding;

        /// <returns>By how many lines the file has grown.</returns>
        public int WriteHunk(List<ChangedLines> regions, int delta)
        {
            var start = Math.Max(0, regions[0].Start - Context);
            var end = Math.Min(_old.Length, regions[^1].End + Context);
            var growth = regions.Sum(region => region.New.Length - (region.End - region.Start));
            UnifiedDiff.Put(diff, $"@@ -{Range(start, end - start)} +{Range(start + delta, end - start + growth)} @@\n");
            var at = start;
            foreach (var region in regions)
            {
                for (; at < region.Start; at++)
                    PutLine(' ', _old[at], at == 0);
                for (; at < region.End; at++)
                    PutLine('-', _old[at], at == 0);
                for (var i = 0; i < region.New.Length; i++)
                    PutLine('+', region.New[i], region.Start + i == 0);
            }

            for (; at < end; at++)
                PutLine(' ', _old[at], at == 0);
            return growth;
        }

        private static string Range(int start, int count) => $"{(count == 0 ? start : start + 1)},{count}";

        private void PutLine(char kind, string line, bool isFirst)
        {
            diff.WriteByte((byte)kind);
            if (isFirst && _encoding == file.Before.Encoding)
                diff.Write(file.Before.Mark);
            diff.Write(_encoding.GetBytes(line));
            if (!line.EndsWith('\n'))
                UnifiedDiff.Put(diff, "\n\\ No newline at end of file\n");
        }
    }
}
