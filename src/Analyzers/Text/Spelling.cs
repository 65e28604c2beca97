namespace Clerk2WorkOS.Analyzers.Text;

/// <summary>Guesses what was meant.</summary>
public static class Spelling
{
    /// <summary>The nearest of the candidates; <c>null</c> when none is nearer than half of the letters away.</summary>
    public static string? Nearest(string typed, IEnumerable<string> candidates)
    {
        var (best, distance) = candidates
            .Select(candidate => (candidate, distance: Distance(typed, candidate)))
            .OrderBy(pair => pair.distance)
            .ThenByDescending(pair => CommonStart(typed, pair.candidate))
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Max(1, best.Length / 2) ? best : null;
    }

    /// <summary>The beginning is typed with more care than the rest.</summary>
    private static int CommonStart(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
            length++;
        return length;
    }

    /// <summary>Letters to insert, delete or replace (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
