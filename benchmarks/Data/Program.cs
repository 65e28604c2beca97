using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Benchmarks.Data;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Testing;
using Npgsql;

// How fast rows are moved, as a ratio to a raw binary COPY of the same table through this process, in one run.
//   dotnet run --project benchmarks/Data -c Release -- [--rows 1000000] [--users 100000] [--runs 3] [--workers 1] [--key bigint|uuid] [--only plain|checkpointed|filled|within]
// raw: the bytes go from one connection to the other as they come. plain: one chunk. checkpointed: chunks of 50,000 rows, each committed with its checkpoint.
// filled: every tenth row is in the target already, so that all rows go through a table in between and are compared. within: the legacy table is in a schema
// of the target's database, and no row leaves it.
var (rows, users, runs, workers) = (Option("--rows", 1_000_000), Option("--users", 100_000), Option("--runs", 3), Option("--workers", 1));
var key = Text("--key", "bigint");
var only = Text("--only", "");
await using var server = await LocalPostgreSql.StartAsync();
var legacy = await server.CreateDatabaseAsync("legacy");
await Tables.ExecuteAsync(legacy, Tables.Legacy(key, rows, users));
await Tables.ExecuteAsync(legacy, "VACUUM ANALYZE");

var way = new Dictionary<string, Func<string, Task>>
{
    ["raw"] = target => RawCopy.RunAsync(legacy, target),
    ["plain"] = target => MoveAsync(target, int.MaxValue),
    ["checkpointed"] = target => MoveAsync(target, 50_000),
    ["filled"] = target => MoveAsync(target, 50_000),
    ["within"] = target => MoveAsync(target, 500_000, "old"),
};
var seconds = way.Keys.ToDictionary(name => name, _ => new List<double>());
for (var run = 0; run <= runs; run++)
{
    foreach (var (name, move) in way.Where(pair => only.Length == 0 || pair.Key == only))
    {
        var elapsed = await MeasureAsync(name, move);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run == 0 ? "to warm up" : $"run {run}")}: {name} {elapsed.TotalSeconds:F2} s, {rows / elapsed.TotalSeconds:F0} rows/s"));
        if (run > 0)
            seconds[name].Add(elapsed.TotalSeconds);
    }
}

foreach (var (name, times) in seconds.Where(pair => pair.Value.Count > 0 && pair.Key != "raw" && seconds["raw"].Count > 0))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Median(seconds["raw"]) / Median(times):F2} of raw (median of {times.Count} runs)"));
using (var process = Process.GetCurrentProcess())
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak working set: {process.PeakWorkingSet64 / 1024.0 / 1024.0:F0} MB"));

async Task<TimeSpan> MeasureAsync(string name, Func<string, Task> move)
{
    var database = $"target_{Guid.NewGuid():N}";
    var target = await server.CreateDatabaseAsync(database);
    await Tables.ExecuteAsync(target, Tables.Target(key));
    await using (var source = NpgsqlDataSource.Create(target))
        await MigrationSchema.EnsureAsync(source);
    await Tables.ExecuteAsync(target, Tables.Map(users));
    if (name == "filled")
        await Tables.FillAsync(legacy, target);
    if (name == "within")
        await Tables.ExecuteAsync(target, $"CREATE SCHEMA old; SET search_path = old; {Tables.Legacy(key, rows, users)} ANALYZE event");
    await Tables.ExecuteAsync(target, "CHECKPOINT");
    var began = Stopwatch.GetTimestamp();
    await move(target);
    var elapsed = Stopwatch.GetElapsedTime(began);
    if (await Tables.CountAsync(target) != rows)
        throw new InvalidOperationException("A run that loses or doubles rows is no fast run.");
    NpgsqlConnection.ClearAllPools();
    await server.DropDatabaseAsync(database);
    return elapsed;
}

async Task MoveAsync(string target, int chunkRows, string? schema = null)
{
    var options = new DataMigrationOptions { ChunkRows = chunkRows, Workers = workers, LegacySchema = schema ?? "public" };
    await using var migration = new DataMigration(schema is null ? legacy : target, target, options);
    if (!(await migration.RunAsync()).IsComplete)
        throw new InvalidOperationException("The run is not complete.");
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var index ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;

string Text(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var index ? args[index + 1] : otherwise;
