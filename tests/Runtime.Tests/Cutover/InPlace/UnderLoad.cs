using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.CutoverLoad.Load;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;
using Npgsql;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>People book and read at two instances all the time, forwards and backwards: nobody notices. The figures of docs/performance.md are this test's with <c>C2W_SOAK=1</c>.</summary>
[Collection(InPlacePostgreSql.Load)]
public sealed class UnderLoad(InPlacePostgreSql server, ITestOutputHelper output)
{
    private static readonly int Meetings = Soak.IsOn ? 200_000 : 20_000;
    private static readonly string[] Steps = [.. InPlaceWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name)];
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(Soak.IsOn ? 30 : 3);

    [Fact]
    public async Task No_request_fails_and_no_booking_is_lost_on_the_way_and_on_the_way_back()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 200, Meetings);
        world.Options = new InPlaceOptions { BatchRows = Soak.IsOn ? 5_000 : 2_000, StatisticsDelay = TimeSpan.Zero };
        using var first = await InstanceAsync(world);
        using var second = await InstanceAsync(world);
        var loads = new[] { first, second }.Select(instance => new BookingLoad(instance.Address, perSecond: 30, experts: 100)).ToArray();
        using var end = new CancellationTokenSource();
        var running = Task.WhenAll(loads.Select(load => load.RunAsync(end.Token)));

        await Task.Delay(TimeSpan.FromSeconds(2));      // whoever is just started is slow
        var began = loads[0].Elapsed;
        await Task.Delay(Before);
        var spans = new List<(string Name, TimeSpan From, TimeSpan To)> { ("before", began, loads[0].Elapsed) };
        foreach (var step in Steps)
            await SpanAsync(step, () => world.DoAsync(step, first: step));
        await world.AssertInStepAsync();
        await SpanAsync("afterwards", () => Task.Delay(Before));
        await SpanAsync("rollback", () => world.UndoAsync("soak"));
        if (Soak.IsOn)
        {
            foreach (var step in Steps.SkipLast(1))
            {
                await SpanAsync($"up to {step} and back", async () =>
                {
                    await world.DoAsync(step);
                    await world.UndoAsync(step);
                });
            }
        }

        await SpanAsync("all steps again", () => world.DoAsync("soak"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        await end.CancelAsync();
        await running;

        foreach (var (name, from, to) in spans)
        {
            var summaries = loads.Select(load => load.Summary(from, to)).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {(to - from).TotalSeconds:0.0} s, {summaries.Sum(summary => summary.Requests)} requests, {summaries.Sum(summary => summary.Failures.Count)} failed, median {summaries.Max(summary => summary.Median).TotalMilliseconds:0.0} ms, p99 {summaries.Max(summary => summary.P99).TotalMilliseconds:0.0} ms, longest {summaries.Max(summary => summary.Longest).TotalMilliseconds:0} ms"));
        }

        Assert.Empty(loads.SelectMany(load => load.Summary(TimeSpan.Zero, TimeSpan.MaxValue).Failures));
        Assert.Equal(
            loads.SelectMany(load => load.Booked).Order(StringComparer.Ordinal),
            (await world.RowsAsync("SELECT booking_key FROM meeting WHERE booking_key NOT LIKE 'before-%'")).Order(StringComparer.Ordinal));
        await world.AssertInStepAsync();
        Assert.Equal(["0"], await world.RowsAsync("SELECT count(*) FROM meeting WHERE org_id IS NULL"));
        Assert.True(loads.Sum(load => load.Booked.Count) > 50);

        async Task SpanAsync(string name, Func<Task> work)
        {
            var from = loads[0].Elapsed;
            await work();
            spans.Add((name, from, loads[0].Elapsed));
        }
    }

    private static async Task<Instance> InstanceAsync(InPlaceWorld world)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            Environment = { ["C2W_TARGET"] = new NpgsqlConnectionStringBuilder(world.ConnectionString) { MaxPoolSize = 40 }.ConnectionString },
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Clerk2WorkOS.CutoverLoad.dll"), "in-place"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        return new Instance(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    private sealed record Instance(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
