using System.Collections.Concurrent;
using System.Diagnostics;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Benchmarks.Runtime;

/// <summary>Users that are created by 32 callers at once, at a stand-in in this process: how fast, and how often one call too many.</summary>
internal sealed record ClientLoad(int Users, bool LimitsOn)
{
    private const double PermittedPerSecond = 50;       // 500 writes under /user_management in 10 seconds

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { EnforceLimits = LimitsOn }, cancellationToken);
        var services = new ServiceCollection();
        services.AddWorkOS(options =>
        {
            options.ApiKey = workos.ApiKey;
            options.BaseAddress = workos.BaseAddress;
            if (!LimitsOn)
                options.Limits = WorkOSLimits.None();
        });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IWorkOSClient>();
        await client.ListRolesAsync(cancellationToken);

        var ended = new ConcurrentQueue<TimeSpan>();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, async (i, cancellationToken) =>
        {
            await client.CreateUserAsync(new NewUser { Email = $"guest{i}@example.com", ExternalId = $"guest-{i}" }, cancellationToken);
            ended.Enqueue(watch.Elapsed);
        });
        watch.Stop();
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;

        var rate = Users / watch.Elapsed.TotalSeconds;
        Console.WriteLine(
            $"limits {(LimitsOn ? "on" : "lifted")}: {workos.Users.Count} users in {watch.Elapsed.TotalSeconds:0.0} s, {rate:0.0}/s"
            + (LimitsOn ? $" ({rate / PermittedPerSecond:P1} of what is permitted)" : "")
            + $", answers of 429: {workos.Requests.CountOf(429)}, most in 10 s: {MostIn(TimeSpan.FromSeconds(10), [.. ended.Order()])}, CPU {cpu.TotalSeconds:0.0} s");
    }

    private static int MostIn(TimeSpan window, TimeSpan[] moments)
    {
        var most = 0;
        for (int first = 0, last = 0; last < moments.Length; last++)
        {
            while (moments[last] - moments[first] >= window)
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
