using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Benchmarks.Users;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// How many users are moved a second: out of a legacy database, to a stand-in for WorkOS in a process of its own, into the target.
//   dotnet run --project benchmarks/Users -c Release -- lifted [--users 5000] [--runs 3] [--concurrency 48]
//   dotnet run --project benchmarks/Users -c Release -- limited [--users 2000]
// lifted: neither the stand-in nor the client has a limit. limited: both have WorkOS's own.
var isLimited = args.FirstOrDefault() switch
{
    "lifted" => false,
    "limited" => true,
    _ => throw new ArgumentException("Say 'lifted' or 'limited'."),
};
var (users, runs, concurrency) = (Option("--users", isLimited ? 2_000 : 5_000), Option("--runs", isLimited ? 1 : 3), Option("--concurrency", 48));
await using var server = await LocalPostgreSql.StartAsync();
await using var legacy = NpgsqlDataSource.Create(await server.CreateDatabaseAsync("legacy"));
await Tables.ExecuteAsync(legacy, Tables.Legacy(users));
if (!isLimited)
    Console.WriteLine($"to warm up: {await MeasureAsync()}");
var all = new List<Figures>();
for (var run = 1; run <= runs; run++)
{
    all.Add(await MeasureAsync());
    Console.WriteLine(all[^1]);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of {runs}: {all.Select(figures => figures.Rate).Order().ElementAt(runs / 2):F1} a second"));

async Task<Figures> MeasureAsync()
{
    await using var workos = await StandInProcess.StartAsync(isLimited);
    await using var target = NpgsqlDataSource.Create(await server.CreateDatabaseAsync($"target_{Guid.NewGuid():N}"));
    await Tables.ExecuteAsync(target, Tables.Target);
    await using var services = new ServiceCollection().AddWorkOS(options =>
    {
        options.ApiKey = StandInProcess.ApiKey;
        options.BaseAddress = workos.Address;
        if (!isLimited)
            options.Limits = WorkOSLimits.None();
    }).BuildServiceProvider();
    var map = Path.Combine(Path.GetTempPath(), $"c2w-{Guid.NewGuid():N}.json");
    var migration = new UserMigration(
        services.GetRequiredService<IWorkOSClient>(), new UserMigrationOptions { Target = target, Legacy = legacy, Concurrency = concurrency, MapFile = map });

    var (client, standIn) = (Environment.CpuUsage.TotalTime, workos.Cpu);
    var result = await migration.RunAsync();
    (client, standIn) = (Environment.CpuUsage.TotalTime - client, workos.Cpu - standIn);

    File.Delete(map);
    var postgreSql = await PostgreSqlAsync(target);
    var (received, answers) = await workos.RequestsAsync();
    string[] creations = ["POST /user_management/users", "POST /organizations", "POST /user_management/organization_memberships"];
    if (result.Mapped != users || !await Tables.AreExactAsync(target, users) || creations.Any(route => answers.GetValueOrDefault((route, 201)) != users))
        throw new InvalidOperationException("A run that loses or doubles users is no fast run.");
    return new Figures(users, result.Elapsed, client, standIn, postgreSql, received, answers.Where(answer => answer.Key.Status == 429).Sum(answer => answer.Value), isLimited);
}

// Of the connections to the target, which began with the run.
static async Task<TimeSpan> PostgreSqlAsync(NpgsqlDataSource target)
{
    var total = TimeSpan.Zero;
    foreach (var id in await Tables.BackendsAsync(target))
    {
        using var backend = Process.GetProcessById(id);
        total += backend.TotalProcessorTime;
    }

    return total;
}

int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var index ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;
