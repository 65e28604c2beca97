using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Clerk2WorkOS.Benchmarks.RecordedRun;
using Clerk2WorkOS.Benchmarks.Users;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed.Platform;
using Clerk2WorkOS.Testing;
using Npgsql;

// A whole platform, moved by the program as its users run it, each command a process of its own that is measured from outside; reports, logs and a summary stay in a folder.
//   dotnet run --project benchmarks/RecordedRun -c Release -- [--users 100000] [--rows 2000000] [--workers 2] [--limits off|on] [--out artifacts/recorded-run]
// PostgreSQL and the stand-in for WorkOS run on this machine beside it. With --limits on users move at the 25 a second that WorkOS permits, which takes 67 minutes for 100,000.
var (users, rows, workers) = (Number("--users", 100_000), Number("--rows", 2_000_000), Text("--workers", "2"));
var isLimited = Text("--limits", "off") == "on";
if (users < 1 || rows < users * 8L)
    throw new ArgumentException("There are at least eight rows to a user.");
var folder = Path.GetFullPath(Text("--out", Path.Combine("artifacts", "recorded-run")));
Directory.CreateDirectory(folder);
if (Directory.EnumerateFileSystemEntries(folder).Any())
    throw new ArgumentException($"{folder} is not empty.");

var clock = Stopwatch.StartNew();
await using var server = await LocalPostgreSql.StartAsync();
var (legacy, target) = (await server.CreateDatabaseAsync("legacy"), await server.CreateDatabaseAsync("target"));
await PlatformTables.CreateLegacyAsync(legacy, users, rows);
await PlatformTables.CreateTargetAsync(target);
await ClerkExport.WriteAsync(Path.Combine(folder, "users.csv"), users);
var legacyRows = await CountAsync(legacy) - users;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{users} users and {legacyRows} rows stand ready after {clock.Elapsed.TotalSeconds:F0} s."));
await using var workos = await StandInProcess.StartAsync(isLimited);

var environment = new Dictionary<string, string>
{
    ["C2W_LEGACY"] = legacy,
    ["C2W_TARGET"] = target,
    ["WORKOS_API_KEY"] = StandInProcess.ApiKey,
    ["WORKOS_BASE_URL"] = workos.Address.AbsoluteUri,
};
string[] people = isLimited ? ["--clerk-csv", "users.csv"] : ["--clerk-csv", "users.csv", "--no-limits"];
(string Name, string[] Options, long Objects)[] commands =
[
    ("users plan", people, users),
    ("users run", [.. people, "--yes"], users),
    ("data plan", [], legacyRows),
    ("data run", ["--yes", "--workers", workers], legacyRows),
    ("users verify", people, users),
    ("data verify", [], legacyRows),
];
var summary = new StringBuilder();
var load = await LoadAsync();
await SayAsync(string.Create(CultureInfo.InvariantCulture,
    $"""
    {DateTimeOffset.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({RuntimeInformation.OSArchitecture}), .NET {Environment.Version}, PostgreSQL {server.ServerVersion} (`fsync` off) and the stand-in
    on the same machine; load average {load} before. {users} users, {legacyRows} rows; WorkOS's limits {(isLimited ? "on" : "lifted")}; {workers} workers.

    {RecordedCommand.Header}
    """));
foreach (var (name, options, objects) in commands)
{
    var recorded = await RecordedCommand.RunAsync(name, folder, options, environment);
    await SayAsync(recorded.Row(objects));
    if (recorded.ExitCode != 0)
        throw new InvalidOperationException($"'{name}' ended with {recorded.ExitCode}; a run that leaves something is no record. See {name.Replace(' ', '-')}.log.");
}

var (received, answers) = await workos.RequestsAsync();
var targetRows = await CountAsync(target);
load = await LoadAsync();
await SayAsync(string.Create(CultureInfo.InvariantCulture,
    $"""

    WorkOS was asked {received} times, {answers.Where(answer => answer.Key.Status == 429).Sum(answer => answer.Value)} answers were 429. {targetRows} rows in the target.
    {clock.Elapsed.TotalMinutes:F1} minutes in all, load average {load} after.
    """));

async Task SayAsync(string text)
{
    Console.WriteLine(text);
    summary.AppendLine(text);
    await File.WriteAllTextAsync(Path.Combine(folder, "summary.md"), summary.ToString());
}

// Of all tables in public.
static async Task<long> CountAsync(string database)
{
    await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
    await connection.OpenAsync();
    await using var sum = new NpgsqlCommand("SELECT 'SELECT ' || string_agg(format('(SELECT count(*) FROM %I.%I)', schemaname, tablename), ' + ') FROM pg_tables WHERE schemaname = 'public'", connection);
    await using var count = new NpgsqlCommand((string)(await sum.ExecuteScalarAsync())!, connection) { CommandTimeout = 0 };
    return (long)(await count.ExecuteScalarAsync())!;
}

static async Task<string> LoadAsync() => File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "?";

int Number(string name, int otherwise) => int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

string Text(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var index ? args[index + 1] : otherwise;
