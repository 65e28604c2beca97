using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Clerk2WorkOS.CutoverLoad.Load;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Story.Steps;

/// <summary>
/// Production is switched while people look and book: all their requests go to the old application's address, none fails, and no booking is lost or there twice. Afterwards both databases
/// have the same rows, each with both ids.
/// </summary>
internal sealed partial class CutOverUnderLoad() : StoryStep("production is switched while people book")
{
    private const int RequestsPerSecond = 60;

    // One request in ten books, with the expert of its number: with a number of experts that has no divisor in common with ten, each gets some.
    private const int Experts = 49;

    private static readonly TimeSpan Beforehand = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);

    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        await WarmUpAsync(world);
        await BackUpAsync(world);
        var load = new BookingLoad(world.ClerkDaysAddress, RequestsPerSecond, Experts);
        using var evening = new CancellationTokenSource();
        var people = load.RunAsync(evening.Token);
        await Task.Delay(Beforehand, cancellationToken);

        var began = load.Elapsed;
        var operatorsCommand = StartAsync(world);
        try
        {
            await UntilSwitchedAsync(world, operatorsCommand);
            await Task.Delay(Afterwards, cancellationToken);
        }
        finally
        {
            await evening.CancelAsync();
            await people;
        }

        // The operator's command still watches, and carries back what was booked since.
        var faults = await BothSides.FaultsAsync(world, load.Booked, patience: TimeSpan.FromSeconds(20));
        var run = await operatorsCommand;
        Tell(run.Command, load.Booked.Count, load.Summary(TimeSpan.Zero, began), load.Summary(began, TimeSpan.MaxValue));
        Assert.Empty(load.Summary(TimeSpan.Zero, TimeSpan.MaxValue).Failures);
        Assert.Empty(faults);
        ShouldBeWell(run.Command);
    }

    /// <summary>As a deployment does before it lets people in: each application has answered.</summary>
    private static async Task WarmUpAsync(StoryWorld world)
    {
        foreach (var address in new[] { world.ClerkDaysAddress, world.Address })
        {
            using var http = new HttpClient { BaseAddress = address };
            for (var expert = 0; expert < Experts; expert++)
                await http.GetStringAsync($"experts/{expert}/meetings");
            for (var attempt = 0; attempt < 10; attempt++)
            {
                // There is no such expert, so that nothing is written.
                using var answer = await http.PostAsJsonAsync("bookings", new NewBooking($"warm-up {attempt}", Expert: 10_000, "nobody@example.com", "Nobody"));
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            }
        }
    }

    private static Task<StoryRun> StartAsync(StoryWorld world) => world.Tool.RunAsync(
        "cutover", "start", "--way", "blue-green", "--mapping", StoryWorld.InDatabaseFolder("mapping.json"), "--backup-command", $"date -u -r '{BackUp(world)}' +%Y-%m-%dT%H:%M:%SZ",
        "--skip", "rls", "--skip", "rehearsal", "--reason", "the policies were attacked a moment ago, and this story is a rehearsal", "--window", "15s", "--yes");

    private static async Task BackUpAsync(StoryWorld world)
    {
        string[] arguments = ["--format=custom", $"--file={BackUp(world)}", BothSides.Address(world.Legacy)];
        (await Command.RunAsync(world.Root, LocalPostgreSql.FindProgram("pg_dump") ?? "pg_dump", arguments, BothSides.Password(world.Legacy))).ShouldSucceed();
    }

    private static string BackUp(StoryWorld world) => Path.Combine(world.Root, "legacy.dump");

    /// <summary>Waits until the window has begun, or the command has ended before.</summary>
    private static async Task UntilSwitchedAsync(StoryWorld world, Task<StoryRun> operatorsCommand)
    {
        while (!operatorsCommand.IsCompleted)
        {
            if (await world.AskAsync("SELECT to_regclass('clerk2workos.cutovers')::text") is { Length: > 0 }
                && await world.AskAsync("SELECT 1 FROM clerk2workos.cutovers WHERE watched_since IS NOT NULL") is { Length: > 0 })
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    private static void Tell(Command command, int booked, LoadSummary before, LoadSummary during)
    {
        foreach (var line in command.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.WriteLine($"          {line}");
        Console.WriteLine(FormattableString.Invariant($"""
                      {before.Requests + during.Requests} requests, {booked} bookings, {before.Failures.Count + during.Failures.Count} failed;
                      half quicker than {before.Median.TotalMilliseconds:0} ms before and {during.Median.TotalMilliseconds:0} ms during, 99 of 100 than {before.P99.TotalMilliseconds:0} and {during.P99.TotalMilliseconds:0} ms
            """));
    }

    /// <summary>Every signal is within its limit but the times, which on a busy machine say nothing: the new application asks WorkOS with each booking.</summary>
    private static void ShouldBeWell(Command command)
    {
        Assert.True(command.ExitCode is 0 or 1 && command.Error.Contains("Watching until", StringComparison.Ordinal), command.Everything);
        Assert.Equal([], OverLimit().Matches(command.Error).Select(match => match.Groups[1].Value).Where(signal => signal != "p99"));
    }

    [GeneratedRegex(@"UTC  ([a-z0-9-]+) is [^\n]*, and has to be ")]
    private static partial Regex OverLimit();
}
