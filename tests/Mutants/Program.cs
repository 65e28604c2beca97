using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Clerk2WorkOS.Mutants;

// Stryker starts the test host anew for each mutant, and most of a start is compiling the compiler: half a minute of processor time a mutant. Here the
// assembly that Stryker has made, with all mutants behind switches, is loaded once, and its own tests run in that process for one mutant after the other.
if (args is ["cover" or "work", ..])
    return Work(args);
if (args is not [var mutated, var report, var size, var seed, .. var suites] || suites.Length == 0)
{
    Console.Error.WriteLine("mutants ASSEMBLY REPORT SAMPLE SEED TESTS...");
    Console.Error.WriteLine("ASSEMBLY holds the mutants that REPORT lists. SAMPLE of them ('all' for all), chosen by SEED, are tried with each of TESTS,");
    Console.Error.WriteLine("a test assembly beside which ASSEMBLY lies; what one notices, the next is spared. See docs/quality.md.");
    return 2;
}

var all = Mutant.Read(report);
var random = new Random(int.Parse(seed, CultureInfo.InvariantCulture));
var sample = size == "all" ? all.Count : int.Parse(size, CultureInfo.InvariantCulture);
var chosen = all.Select(mutant => (Mutant: mutant, Order: random.Next())).OrderBy(pair => pair.Order).Take(sample).Select(pair => pair.Mutant).ToList();
Dictionary<int, Outcome> outcomes = [];
foreach (var suite in suites)
{
    var left = chosen.Where(mutant => !outcomes.TryGetValue(mutant.Id, out var outcome) || !outcome.IsNoticed()).Select(mutant => mutant.Id).ToList();
    foreach (var (id, outcome) in await TryAsync(Path.GetFullPath(suite), mutated, left))
        outcomes[id] = outcome == Outcome.NoCoverage && outcomes.TryGetValue(id, out var before) ? before : outcome;
}

Summary.Write(Console.Out, chosen, all.Count, outcomes);
return 0;

static async Task<IEnumerable<KeyValuePair<int, Outcome>>> TryAsync(string tests, string mutated, List<int> ids)
{
    var folder = Path.GetDirectoryName(tests)!;
    var coverage = Path.Combine(folder, "coverage.json");
    if (!File.Exists(coverage) && await RunAsync("cover", tests, mutated, coverage) is var code and not 0)
        throw new InvalidOperationException($"Finding out what the tests reach ended with {code}.");
    var parts = Enumerable.Range(0, Environment.ProcessorCount).Select(async number =>
    {
        var part = Path.Combine(folder, $"mutants-{number}.txt");
        var results = Path.Combine(folder, $"results-{number}.tsv");
        await File.WriteAllLinesAsync(part, ids.Where((_, i) => i % Environment.ProcessorCount == number).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        await File.AppendAllTextAsync(results, "");
        while (true)
        {
            var before = new FileInfo(results).Length;
            var exit = await RunAsync("work", tests, mutated, coverage, part, results);
            if (exit == 0)
                return results;
            if (new FileInfo(results).Length == before)
                throw new InvalidOperationException($"The worker ends with {exit} before it has tried anything.");
        }
    }).ToList();
    return (await Task.WhenAll(parts)).SelectMany(results => Results.Read(results).Done).Where(result => ids.Contains(result.Key));
}

static int Work(string[] args)
{
    var (path, mutatedName, coverage) = (args[1], args[2], args[3]);
    var tests = Assembly.LoadFrom(path);
    var mutants = new MutantSwitch(Assembly.Load(new AssemblyName(mutatedName))) { Active = -1 };
    Directory.SetCurrentDirectory(Path.GetDirectoryName(path)!);
    if (args[0] == "cover")
    {
        mutants.IsCovering = true;      // before anything of it runs: the list of cases may be made of it
        Coverage.Find(new Suite(tests), mutants).Write(coverage);
        return 0;
    }

    var (part, results) = (args[4], args[5]);
    var (done, _, _) = Results.Read(results);
    var found = Coverage.Read(coverage);
    var ids = File.ReadLines(part).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(id => !done.ContainsKey(id)).ToList();

    // What a type's initializer reads has to be switched before any code runs: one of those a process, after all others.
    var next = ids.Where(id => !found.AtStart.Contains(id)).ToList();
    if (next.Count == 0 && ids.Count > 0)
    {
        next = [ids[0]];
        mutants.Active = ids[0];
    }

    return next.Count == 0 || (new Worker(new Suite(tests), mutants, found, results).Try(next) == 0 && next.Count == ids.Count) ? 0 : Worker.GoOn;
}

static async Task<int> RunAsync(string what, string tests, params string[] rest)
{
    // With the tests' own dependencies, and a limit for those that fill the memory.
    var start = new ProcessStartInfo("dotnet",
    [
        "exec", "--depsfile", Path.ChangeExtension(tests, ".deps.json"), "--runtimeconfig", Path.ChangeExtension(tests, ".runtimeconfig.json"),
        typeof(Worker).Assembly.Location, what, tests, .. rest,
    ]);
    start.Environment["DOTNET_GCHeapHardLimit"] = "0x180000000";
    start.Environment["DOTNET_TieredPGO"] = "0";
    using var process = Process.Start(start)!;
    await process.WaitForExitAsync();
    return process.ExitCode;
}
