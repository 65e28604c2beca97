using System.Text;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The planned edits as a unified diff; each line is written in its file's own bytes, so <c>git apply</c> (in the solution's folder)
/// finds them again. Text in UTF-16 or UTF-32, which git has no text diff for, is shown in UTF-8.
/// </summary>
internal static class UnifiedDiff
{
    public static byte[] Write(IEnumerable<PlannedFile> files)
    {
        using var diff = new MemoryStream();
        foreach (var file in files)
        {
            var hunks = DiffHunk.Of(file);
            if (!hunks.IsEmpty)
                Write(diff, file, hunks);
        }

        return diff.ToArray();
    }

    private static void Write(MemoryStream diff, PlannedFile file, IEnumerable<DiffHunk> hunks)
    {
        var encoding = file.Before.Encoding is UnicodeEncoding or UTF32Encoding ? Encoding.UTF8 : file.Before.Encoding;
        var end = file.ShownPath.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n";      // where git looks for the name's end
        Put(diff, $"diff --git a/{file.ShownPath} b/{file.ShownPath}\n--- a/{file.ShownPath}{end}+++ b/{file.ShownPath}{end}");
        foreach (var hunk in hunks)
        {
            Put(diff, $"@@ -{hunk.OldStart},{hunk.OldCount} +{hunk.NewStart},{hunk.NewCount} @@\n");
            foreach (var line in hunk.Lines)
            {
                diff.WriteByte((byte)line.Kind);
                diff.Write(encoding.GetBytes(line.Text));
                if (!line.Text.EndsWith('\n'))
                    Put(diff, "\n\\ No newline at end of file\n");
            }
        }
    }

    private static void Put(MemoryStream diff, string text) => diff.Write(Encoding.UTF8.GetBytes(text));
}
