namespace Clerk2WorkOS.Mutants;

/// <summary>
/// Tries mutants one after the other in one process. Whatever a mutant may do to it (hang, overflow the stack, leave wrong values in a static cache),
/// the process ends, and another one goes on with the next.
/// </summary>
internal sealed class Worker(Suite suite, MutantSwitch mutants, Coverage coverage, string results)
{
    /// <summary>Of the exit codes: the process can no longer be trusted, and the next one goes on.</summary>
    public const int GoOn = 3;

    private static readonly int[] Chunks = [4, 16, 64, int.MaxValue];

    private readonly Dictionary<string, int> _kills = new(StringComparer.Ordinal);
    private int _tried;

    /// <param name="ids">What to try, but for what is in the results already.</param>
    /// <returns>The exit code.</returns>
    public int Try(IEnumerable<int> ids)
    {
        var (done, begun, spoilt) = Results.Read(results);
        if (begun is { } last && !done.ContainsKey(last))
        {
            Results.Append(results, last, Outcome.Crashed, "");
            done[last] = Outcome.Crashed;
        }

        foreach (var id in ids.Where(id => !done.ContainsKey(id)))
        {
            Results.Begin(results, id);
            if (!coverage.Cases.TryGetValue(id, out var cases))
            {
                Results.Append(results, id, Outcome.NoCoverage, "");
                continue;
            }

            var killer = Kill(id, cases);
            if (killer is not null && !spoilt.Contains(id) && suite.Run([killer]).Failed is not null)
            {
                // Either this mutant left something behind, or an earlier one did: a new process tells.
                Results.Spoil(results, id);
                if (_tried > 0)
                    return GoOn;
            }

            Results.Append(results, id, killer is null ? Outcome.Survived : Outcome.Killed, killer is null ? "" : suite.NameOf(killer));
            _tried++;
            if (coverage.AtStart.Contains(id) || spoilt.Contains(id))
                return GoOn;
        }

        return 0;
    }

    private string? Kill(int id, List<string> cases)
    {
        var ordered = cases.OrderByDescending(test => _kills.GetValueOrDefault(test)).ThenBy(test => coverage.Seconds[test]).ToList();
        mutants.Active = id;
        try
        {
            var at = 0;
            foreach (var size in Chunks)
            {
                var chunk = ordered.Skip(at).Take(size).ToList();
                at += chunk.Count;
                if (chunk.Count == 0)
                    break;
                using var watch = new Timer(
                    _ =>
                    {
                        Results.Append(results, id, Outcome.TimedOut, "");
                        Environment.Exit(GoOn);
                    },
                    state: null, TimeSpan.FromSeconds(20 + (10 * chunk.Sum(test => coverage.Seconds[test]))), Timeout.InfiniteTimeSpan);
                if (suite.Run(chunk).Failed is { } failed)
                {
                    _kills[failed] = _kills.GetValueOrDefault(failed) + 1;
                    return failed;
                }
            }

            return null;
        }
        finally
        {
            mutants.Active = -1;
        }
    }
}
