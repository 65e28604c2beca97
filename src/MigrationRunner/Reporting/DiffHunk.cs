using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>A stretch of a changed file, with three lines around what changes: what a unified diff calls a hunk.</summary>
/// <param name="OldStart">The first line before, from 1; the line before it where there is none.</param>
/// <param name="OldCount">Lines before.</param>
/// <param name="NewStart">The first line after, likewise.</param>
/// <param name="NewCount">Lines after.</param>
/// <param name="Lines">The lines.</param>
internal sealed record DiffHunk(int OldStart, int OldCount, int NewStart, int NewCount, ImmutableArray<DiffLine> Lines)
{
    private const int Context = 3;

    /// <summary>Made from the edits themselves, so nothing has to be compared.</summary>
    public static ImmutableArray<DiffHunk> Of(PlannedFile file)
    {
        var hunks = ImmutableArray.CreateBuilder<DiffHunk>();
        var old = ChangedLines.Split(ChangedLines.TextOf(file));
        var regions = ChangedLines.Of(file);
        var growth = 0;
        for (var first = 0; first < regions.Count;)
        {
            var last = first;
            while (last + 1 < regions.Count && regions[last + 1].Start - regions[last].End <= 2 * Context)
                last++;
            var hunk = Of(old, regions.GetRange(first, last - first + 1), growth);
            growth += hunk.NewCount - hunk.OldCount;
            hunks.Add(hunk);
            first = last + 1;
        }

        return hunks.ToImmutable();
    }

    private static DiffHunk Of(string[] old, List<ChangedLines> regions, int growth)
    {
        var start = Math.Max(0, regions[0].Start - Context);
        var end = Math.Min(old.Length, regions[^1].End + Context);
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var at = start;
        foreach (var region in regions)
        {
            Put(' ', old[at..region.Start]);
            Put('-', old[region.Start..region.End]);
            Put('+', region.New);
            at = region.End;
        }

        Put(' ', old[at..end]);
        var newCount = lines.Count(line => line.Kind != '-');
        return new DiffHunk(First(start, end - start), end - start, First(start + growth, newCount), newCount, lines.ToImmutable());

        void Put(char kind, string[] texts) => lines.AddRange(texts.Select(text => new DiffLine(kind, text)));
        static int First(int start, int count) => count == 0 ? start : start + 1;
    }
}

/// <summary>A line of a hunk.</summary>
/// <param name="Kind">A blank, <c>-</c> or <c>+</c>.</param>
/// <param name="Text">With its end, and the first one with the file's byte order mark.</param>
internal readonly record struct DiffLine(char Kind, string Text)
{
    /// <summary>As it is shown: without what nobody sees.</summary>
    public string Shown => Kind + Text.TrimStart('\uFEFF').TrimEnd('\n').TrimEnd('\r');
}
