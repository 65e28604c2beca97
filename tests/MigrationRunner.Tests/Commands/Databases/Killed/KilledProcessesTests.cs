using System.Collections.Concurrent;
using System.Diagnostics;
using Clerk2WorkOS.Testing;
using Xunit.Abstractions;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>
/// The program itself, killed at random moments while everything around it fails as well: what comes out is what an undisturbed run makes, nothing doubled and nothing lost.
/// </summary>
[Collection(KilledProcesses.Collection)]
public sealed class KilledProcessesTests(ITestOutputHelper output)
{
    private const int Lanes = 4;

    private static readonly string[] Commands = ["users run", "data run"];

    /// <summary>All trials with <c>C2W_SOAK=1</c>, a short form always.</summary>
    private static int Trials => Soak.IsOn ? 200 : 4;

    [Fact]
    public async Task A_program_that_is_killed_again_and_again_leaves_what_an_undisturbed_one_leaves()
    {
        var began = Stopwatch.GetTimestamp();
        var undisturbed = await UndisturbedAsync();
        foreach (var (command, end) in undisturbed.Lengths)
            output.WriteLine($"'{command}' undisturbed: {end.Elapsed.TotalSeconds:F2} s, at work after {end.AtWorkAfter!.Value.TotalSeconds:F2} s.");
        var trials = new ConcurrentQueue<int>(Enumerable.Range(1, Trials));
        var figures = new ConcurrentBag<TrialFigures>();

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            // In a server of its own, so that a crash is one trial's alone.
            await using var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
            while (trials.TryDequeue(out var number))
            {
                var trial = new KillTrial(server, number, crashes: number % 3 == 0, undisturbed);
                var picture = await trial.RunAsync();
                Assert.True(
                    undisturbed.Picture.SequenceEqual(picture),
                    $"Trial {number} lacks:\n{Difference(undisturbed.Picture, picture)}\nand has too much:\n{Difference(picture, undisturbed.Picture)}\n"
                    + $"It was refused: {string.Join('\n', trial.Figures.Refusals)}");
                figures.Add(trial.Figures);
            }
        })));

        Show([.. figures], undisturbed, Stopwatch.GetElapsedTime(began));
        Assert.True(figures.Sum(trial => trial.Kills) >= Trials, "Too few kills hit a living process.");
        Assert.True(figures.Sum(trial => trial.KillsAtWork) >= Trials / 2, "Too few kills hit a process at its work.");
        Assert.All(InjectedFaults.Kinds, kind => Assert.True(figures.Sum(trial => trial.Faults.GetValueOrDefault(kind)) > 0, $"No {kind} was injected."));
        Assert.True(figures.Sum(trial => trial.Crashes) >= Trials / 3);
    }

    private static async Task<Undisturbed> UndisturbedAsync()
    {
        await using var server = await LocalPostgreSql.StartAsync();
        await using var platform = await KillablePlatform.CreateAsync(server);
        InjectedFaults.TakeTime(platform.WorkOS);
        var lengths = new Dictionary<string, ProgramEnd>();
        foreach (var command in Commands)
        {
            lengths[command] = await platform.RunAsync(command);
            Assert.True(lengths[command].ExitCode == 1, lengths[command].Error);       // some are awkward enough to be rejected
        }

        return new(await platform.PictureAsync(), lengths);
    }

    /// <summary>Lines of one that the other has not, or has less often.</summary>
    private static string Difference(string[] lines, string[] others)
    {
        var rest = others.ToList();
        return string.Join('\n', lines.Where(line => !rest.Remove(line)));
    }

    private void Show(TrialFigures[] trials, Undisturbed undisturbed, TimeSpan elapsed)
    {
        output.WriteLine(
            $"{trials.Length} trials: {trials.Sum(trial => trial.Starts)} processes started, {trials.Sum(trial => trial.Kills)} kills that hit a living one, "
            + $"{trials.Sum(trial => trial.KillsAtWork)} of them at its work; "
            + $"PostgreSQL crashed {trials.Sum(trial => trial.Crashes)} times; {trials.Sum(trial => trial.Requests)} requests to WorkOS; {elapsed.TotalSeconds:F0} s.");
        foreach (var kind in InjectedFaults.Kinds)
            output.WriteLine($"{trials.Sum(trial => trial.Faults.GetValueOrDefault(kind))} × {kind}");
        foreach (var refusal in trials.SelectMany(trial => trial.Refusals).GroupBy(refusal => refusal))
            output.WriteLine($"{refusal.Count()} × {refusal.Key}");
        output.WriteLine($"All {trials.Length} equal the undisturbed run, in {undisturbed.Picture.Length} lines:");
        foreach (var kind in undisturbed.Picture.GroupBy(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]))
            output.WriteLine($"  {kind.Count()} {kind.Key}");
    }
}
