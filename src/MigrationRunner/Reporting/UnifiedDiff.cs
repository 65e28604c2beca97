using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The planned edits as a patch that <c>git apply</c>, in the repository's top folder, turns into the very bytes that the run would have
/// written. Each line is in its file's own bytes. Text in UTF-16 or UTF-32, which git has no text diff for, is a binary patch, with the lines
/// as a comment above it.
/// </summary>
internal static class UnifiedDiff
{
    /// <param name="files">The changed files.</param>
    /// <param name="place">Where the solution's folder is in its repository.</param>
    public static byte[] Write(IEnumerable<PlannedFile> files, SolutionPlace place)
    {
        var changed = files.DistinctBy(file => file.RealPath).Select(file => (File: file, Hunks: DiffHunk.Of(file))).Where(file => !file.Hunks.IsEmpty).ToList();
        var seenFrom = place.Holding(changed.Select(file => file.File.RealPath));
        using var patch = new MemoryStream();
        if (seenFrom.FromTop.Length > place.FromTop.Length)
            Put(patch, $"For 'git apply' in '{string.Join('/', Enumerable.Repeat("..", seenFrom.FromTop.Length))}', seen from the solution's folder: files outside of the repository change, too.\n");
        foreach (var (file, hunks) in changed)
        {
            var path = seenFrom.PathOf(file.RealPath);
            if (IsBinary(file))
                WriteBinary(patch, file, path, hunks);
            else
                WriteText(patch, file, path, hunks);
        }

        return patch.ToArray();
    }

    /// <summary>Whether git takes the file for binary.</summary>
    private static bool IsBinary(PlannedFile file) =>
        file.Before.Encoding is UnicodeEncoding or UTF32Encoding || file.Before.Text.Contains('\0', StringComparison.Ordinal);

    private static void WriteText(MemoryStream patch, PlannedFile file, string path, ImmutableArray<DiffHunk> hunks)
    {
        var end = path.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n";      // where git looks for the name's end
        Put(patch, $"diff --git {Quoted("a/" + path)} {Quoted("b/" + path)}\n--- {Quoted("a/" + path)}{end}+++ {Quoted("b/" + path)}{end}");
        foreach (var hunk in hunks)
        {
            Put(patch, HeadOf(hunk));
            foreach (var line in hunk.Lines)
            {
                patch.WriteByte((byte)line.Kind);
                patch.Write(file.Before.Encoding.GetBytes(line.Text));
                if (!line.Text.EndsWith('\n'))
                    Put(patch, "\n\\ No newline at end of file\n");
            }
        }
    }

    private static void WriteBinary(MemoryStream patch, PlannedFile file, string path, ImmutableArray<DiffHunk> hunks)
    {
        Put(patch, $"# {path} is binary to git; as text ({file.Before.Encoding.WebName}):\n");
        foreach (var hunk in hunks)
        {
            Put(patch, "# " + HeadOf(hunk));
            foreach (var line in hunk.Lines)
                Put(patch, $"# {line.Shown}\n");
        }

        Put(patch, $"diff --git {Quoted("a/" + path)} {Quoted("b/" + path)}\n");
        GitBinaryPatch.Write(patch, file.OldBytes, file.NewBytes);
    }

    private static string HeadOf(DiffHunk hunk) => $"@@ -{hunk.OldStart},{hunk.OldCount} +{hunk.NewStart},{hunk.NewCount} @@\n";

    /// <summary>A name in which git would not find its end stands in quotation marks, like a string of C; letters stay as they are.</summary>
    private static string Quoted(string path)
    {
        if (!path.Any(letter => letter is '"' or '\\' or < ' ' or '\u007F'))
            return path;
        var quoted = new StringBuilder("\"");
        foreach (var letter in path)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (letter is < ' ' or '\u007F')
                quoted.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0'));
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    private static void Put(MemoryStream patch, string text) => patch.Write(Encoding.UTF8.GetBytes(text));
}
