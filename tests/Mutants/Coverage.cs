using System.Text.Json;

namespace Clerk2WorkOS.Mutants;

/// <summary>Which cases reach which mutant, and how long each case takes; found once, in a process of its own.</summary>
/// <param name="Seconds">How long each case takes without a mutant, once everything is compiled.</param>
/// <param name="Cases">For each mutant the cases that reach it.</param>
/// <param name="AtStart">Mutants that are reached while a type is initialized: only a new process can switch them.</param>
internal sealed record Coverage(Dictionary<string, double> Seconds, Dictionary<int, List<string>> Cases, HashSet<int> AtStart)
{
    /// <summary>A longer case, as of a search with random input, would be repeated for every mutant that survives; without it the score is rather too low.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static Coverage Find(Suite suite, MutantSwitch mutants)
    {
        var coverage = new Coverage(new(StringComparer.Ordinal), [], []);
        suite.Run(suite.Ids);       // initializes the types, and compiles what there is to compile, so that durations are of the tests
        var (once, initializing) = mutants.Covered();
        coverage.AtStart.UnionWith(once);
        coverage.AtStart.UnionWith(initializing);
        foreach (var id in suite.Ids)
        {
            var (failed, duration) = suite.Run([id]);
            if (failed is null && duration > Longest)
                (failed, duration) = suite.Run([id]);       // something else may have held the processor
            var (reached, _) = mutants.Covered();
            if (failed is not null || duration > Longest)
            {
                Console.Error.WriteLine($"Left out, since it {(failed is not null ? "fails without any mutant" : "takes long")}: {suite.NameOf(id)}");
                continue;
            }

            coverage.Seconds[id] = duration.TotalSeconds;
            foreach (var mutant in reached)
            {
                if (!coverage.Cases.TryGetValue(mutant, out var cases))
                    coverage.Cases[mutant] = cases = [];
                cases.Add(id);
            }
        }

        // What no case reaches again was reached by an initializer; any case may depend on it.
        mutants.IsCovering = false;
        coverage.AtStart.ExceptWith(coverage.Cases.Keys.Except(initializing));
        foreach (var mutant in coverage.AtStart)
            coverage.Cases[mutant] = [.. coverage.Seconds.Keys];
        return coverage;
    }

    public static Coverage Read(string path) => JsonSerializer.Deserialize<Coverage>(File.ReadAllText(path))!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));
}
