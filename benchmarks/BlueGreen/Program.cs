using System.Globalization;
using Clerk2WorkOS.CutoverLoad.BlueGreen;
using Clerk2WorkOS.CutoverLoad.Load;
using Clerk2WorkOS.Testing;

// What people notice of a switch from one database to another and of a return from each of its steps: a booking application's old and new half and the operator as processes of their own,
// nine reads to one booking, none repeated.
//   dotnet run --project benchmarks/BlueGreen -c Release [-- --rate 50 --meetings 20000 --seconds 15]
var (rate, meetings, pause) = (Option("--rate", 50), Option("--meetings", 20_000), TimeSpan.FromSeconds(Option("--seconds", 15)));
await using var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true, Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["max_slot_wal_keep_size"] = "10GB" } });
await using var trial = await SwitchTrial.CreateAsync(server, meetings);
trial.BeginLoad(rate);
await Task.Delay(TimeSpan.FromSeconds(5));      // to warm up
Console.WriteLine("| | requests | failed | median ms | p99 ms | longest ms | writes held ms |");
Console.WriteLine("|---|---|---|---|---|---|---|");
var before = await ShowAsync("before", () => Task.FromResult<IReadOnlyList<string>>([]));
foreach (var step in new[] { "verify-switch", "flip", "prepare-return", "catch-up", "follow" })
{
    await ShowAsync($"switch, until `{step}`", () => trial.OperateAsync("start", step));
    await ShowAsync($"return from `{step}`", () => trial.OperateAsync("rollback"));
}

await trial.OperateAsync("start", "verify-switch");
await trial.EndLoadAsync();
await trial.OperateAsync("rollback");
var all = trial.Load.Summary(TimeSpan.Zero, TimeSpan.MaxValue);
var faults = await trial.FaultsAsync();
Console.WriteLine();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{all.Requests:N0} requests in all, {all.Failures.Count} failed; {trial.Load.Booked.Count:N0} bookings, lost, doubled or not the same in both databases: {faults.Count}; p99 over the whole {all.P99.TotalMilliseconds / before.P99.TotalMilliseconds:0.00} times that before."));
foreach (var fault in all.Failures.Concat(faults))
    Console.WriteLine(fault);
return all.Failures.Count + faults.Count == 0 ? 0 : 1;

// What the operator does, and a while after it.
async Task<LoadSummary> ShowAsync(string name, Func<Task<IReadOnlyList<string>>> act)
{
    var from = trial.Load.Elapsed;
    var said = await act();
    if (trial.Load.Elapsed - from < pause)
        await Task.Delay(pause - (trial.Load.Elapsed - from));
    var summary = trial.Load.Summary(from, trial.Load.Elapsed);
    var held = said.Where(sentence => sentence.StartsWith("Writes were held for ", StringComparison.Ordinal)).Select(sentence => sentence.Split(' ')[4]);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {summary.Requests} | {summary.Failures.Count} | {summary.Median.TotalMilliseconds:0.0} | {summary.P99.TotalMilliseconds:0} | {summary.Longest.TotalMilliseconds:0} | {string.Join(", ", held)} |"));
    return summary;
}

int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
