using System.Globalization;

namespace Clerk2WorkOS.Mutants;

/// <summary>The score, and every mutant that nothing noticed.</summary>
internal static class Summary
{
    public static void Write(TextWriter output, IReadOnlyList<Mutant> tried, int all, IReadOnlyDictionary<int, Outcome> outcomes)
    {
        var counts = tried.GroupBy(mutant => outcomes[mutant.Id]).ToDictionary(group => group.Key, group => group.Count());
        var noticed = tried.Count(mutant => outcomes[mutant.Id].IsNoticed());
        var share = (double)noticed / tried.Count;
        var error = 1.96 * Math.Sqrt(share * (1 - share) / tried.Count * (all - tried.Count) / Math.Max(1, all - 1));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tried.Count:N0} of {all:N0} mutants: {100 * share:0.0} % noticed (± {100 * error:0.0} at 95 %)"));
        foreach (var (outcome, count) in counts.OrderBy(pair => pair.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {outcome}: {count:N0}"));
        foreach (var folder in tried.GroupBy(mutant => Path.GetDirectoryName(mutant.File) ?? "").OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {100.0 * folder.Count(mutant => outcomes[mutant.Id].IsNoticed()) / folder.Count(),5:0.0} % of {folder.Count(),4} {folder.Key}"));
        foreach (var mutant in tried.Where(mutant => !outcomes[mutant.Id].IsNoticed()).OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mutant.File}({mutant.Line}): {outcomes[mutant.Id]}: {mutant.Kind}: {mutant.Replacement.ReplaceLineEndings(" ")}"));
    }
}
