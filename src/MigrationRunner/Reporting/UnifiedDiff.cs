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
        var changed = files.DistinctBy(file => file.RealPath).Select(file => (File: file, Hunks: DiffHunk.Of(file))).Where(file => !file.Hunks.IsEmpty || file.File.Move is not null).ToList();
        var seenFrom = place.Holding(changed.SelectMany(file => new[] { file.File.RealPath, NewPathOf(file.File) }));
        using var patch = new MemoryStream();
        if (seenFrom.FromTop.Length > place.FromTop.Length)
            Put(patch, $"For 'git apply' in '{string.Join('/', Enumerable.Repeat("..", seenFrom.FromTop.Length))}', seen from the solution's folder: files outside of the repository change, too.\n");
        foreach (var (file, hunks) in changed)
        {
            var name = new PatchedName(seenFrom.PathOf(file.RealPath), seenFrom.PathOf(NewPathOf(file)), file.IsNew);
            if (IsBinary(file) && !hunks.IsEmpty)
                WriteBinary(patch, file, name, hunks);
            else
                WriteText(patch, file, name, hunks);
        }

        return patch.ToArray();
    }

    /// <summary>Whether git takes the file for binary.</summary>
    private static bool IsBinary(PlannedFile file) =>
        file.Before.Encoding is UnicodeEncoding or UTF32Encoding || file.Before.Text.Contains('\0', StringComparison.Ordinal);

    private static string NewPathOf(PlannedFile file) => file.Move?.RealPath ?? file.RealPath;

    private static void WriteText(MemoryStream patch, PlannedFile file, PatchedName name, ImmutableArray<DiffHunk> hunks)
    {
        Put(patch, name.Head);
        if (!hunks.IsEmpty)
            Put(patch, name.Lines);
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

    private static void WriteBinary(MemoryStream patch, PlannedFile file, PatchedName name, ImmutableArray<DiffHunk> hunks)
    {
        Put(patch, $"# {name.Old} is binary to git; as text ({file.Before.Encoding.WebName}):\n");
        foreach (var hunk in hunks)
        {
            Put(patch, "# " + HeadOf(hunk));
            foreach (var line in hunk.Lines)
                Put(patch, $"# {line.Shown}\n");
        }

        Put(patch, name.Head);
        GitBinaryPatch.Write(patch, file.OldBytes, file.NewBytes);
    }

    private static string HeadOf(DiffHunk hunk) => $"@@ -{hunk.OldStart},{hunk.OldCount} +{hunk.NewStart},{hunk.NewCount} @@\n";

    private static void Put(MemoryStream patch, string text) => patch.Write(Encoding.UTF8.GetBytes(text));
}
