using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Benchmarks.Guests;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

// How many guests can be registered a second.
//   dotnet run --project benchmarks/Guests -c Release -- lifted [--guests 3000] [--callers 32] [--runs 3]
//   dotnet run --project benchmarks/Guests -c Release -- limited [--guests 2000] [--callers 64]
// lifted: neither the stand-in nor the client has a limit. limited: both have WorkOS's own.
var isLimited = args.FirstOrDefault() switch
{
    "lifted" => false,
    "limited" => true,
    _ => throw new ArgumentException("Say 'lifted' or 'limited'."),
};
var (guests, callers, runs) = (Option("--guests", isLimited ? 2_000 : 3_000), Option("--callers", isLimited ? 64 : 32), Option("--runs", isLimited ? 1 : 3));
await using var server = await LocalPostgreSql.StartAsync();
if (!isLimited)
    Console.WriteLine($"to warm up: {await MeasureAsync(guests / 4)}");
for (var run = 1; run <= runs; run++)
    Console.WriteLine(await MeasureAsync(guests));

async Task<Figures> MeasureAsync(int number)
{
    var options = new WorkOSStandInOptions { EnforceLimits = isLimited };
    options.Roles.Add(new StandInRole("owner", "Owner"));
    await using var workos = await WorkOSStandIn.StartAsync(options);
    var connectionString = await server.CreateDatabaseAsync($"guests_{Guid.NewGuid():N}");
    await using var database = NpgsqlDataSource.Create(connectionString);
    await using (var tables = database.CreateCommand(TargetTables.Script))
        await tables.ExecuteNonQueryAsync();
    await GuestSchema.EnsureAsync(database);

    var services = new ServiceCollection();
    services.AddClerk2WorkOS(application =>
    {
        application.WorkOS.BaseAddress = workos.BaseAddress;
        application.WorkOS.ApiKey = workos.ApiKey;
        if (!isLimited)
            application.WorkOS.Limits = WorkOSLimits.None();
        application.Guests.ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20 }.ConnectionString;
        application.Guests.Welcome.PublicAddress = new Uri("https://book.example.com");
        application.Guests.Welcome.LinkKey = Convert.ToBase64String(new byte[32]);
        application.Guests.Mail.Host = "localhost";
        application.Guests.Mail.From = "bookings@example.com";
    });
    await using var provider = services.BuildServiceProvider();
    var registration = provider.GetRequiredService<IGuestRegistration>();

    var next = -1;
    var durations = new double[number];
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var began = Stopwatch.GetTimestamp();
    await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref next) is var guest && guest < number)
        {
            var start = Stopwatch.GetTimestamp();
            await registration.CreateOrGetAsync($"guest{guest}@example.com", "Ana Maria Silva", new Dictionary<string, string> { ["eventId"] = "42" });
            durations[guest] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    })));
    var elapsed = Stopwatch.GetElapsedTime(began);

    await using var count = database.CreateCommand("SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM organizations), (SELECT count(*) FROM user_org_memberships), (SELECT count(*) FROM clerk2workos.guest_mails)");
    await using var rows = await count.ExecuteReaderAsync();
    await rows.ReadAsync();
    if (Enumerable.Range(0, 4).Any(column => rows.GetInt64(column) != number) || workos.Users.Count != number || workos.Organizations.Count != number || workos.Memberships.Count != number)
        throw new InvalidOperationException("A run that loses or doubles guests is no fast run.");
    Array.Sort(durations);
    return new Figures(
        number, elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu, durations[number / 2], durations[(int)(number * 0.99)], workos.Requests.Received, workos.Requests.CountOf(429), isLimited);
}

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var index ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;
