using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>What the same migration is like undisturbed.</summary>
/// <param name="Picture">All that it makes.</param>
/// <param name="Lengths">How its processes ended, by command.</param>
internal sealed record Undisturbed(string[] Picture, IReadOnlyDictionary<string, ProgramEnd> Lengths);

/// <summary>What a trial saw.</summary>
internal sealed class TrialFigures
{
    public int Starts { get; set; }

    /// <summary>Kills that hit a living process.</summary>
    public int Kills { get; set; }

    /// <summary>Those of them that hit it at its work: it had shown progress.</summary>
    public int KillsAtWork { get; set; }

    /// <summary>Processes that ended by themselves and could not go on, and what they said.</summary>
    public List<string> Refusals { get; } = [];

    public int Crashes { get; set; }

    public long Requests { get; set; }

    public Dictionary<string, int> Faults { get; set; } = [];
}

/// <summary>
/// One platform, moved by a program that is killed at random moments and started again until it ends by itself, while WorkOS fails at random and, perhaps, PostgreSQL crashes.
/// </summary>
internal sealed class KillTrial(LocalPostgreSql server, int number, bool crashes, Undisturbed undisturbed)
{
    private const double ChanceOfKill = 0.75;
    private const int MostKills = 5;
    private const int MostStarts = 40;

    private readonly Random _random = new(number);

    public TrialFigures Figures { get; } = new();

    /// <returns>All that was made.</returns>
    public async Task<string[]> RunAsync()
    {
        await using var platform = await KillablePlatform.CreateAsync(server);
        var faults = InjectedFaults.Add(platform.WorkOS, number, _random);
        foreach (var (command, length) in undisturbed.Lengths)
            await MoveAsync(platform, command, length, crashes ? CrashAsync(length.Elapsed) : Task.CompletedTask);

        Figures.Faults = faults.Counts.ToDictionary();
        Figures.Requests = platform.WorkOS.Requests.Received;
        return await platform.PictureAsync();
    }

    private async Task MoveAsync(KillablePlatform platform, string command, ProgramEnd length, Task crash)
    {
        for (var kills = 0; ;)
        {
            Assert.True(Figures.Starts < MostStarts, $"Trial {number} has no end: {string.Join(' ', Figures.Refusals)}");
            Figures.Starts++;
            using var program = platform.Start(command);
            var end = kills < MostKills && _random.NextDouble() < ChanceOfKill ? await KillAsync(program, length) : await program.EndAsync();
            if (end.IsKilled)
            {
                kills++;
                Figures.Kills++;
                Figures.KillsAtWork += end.AtWorkAfter is null ? 0 : 1;
            }
            else if (!end.IsDone)
            {
                Figures.Refusals.Add($"'{command}' ended with {end.ExitCode}: {end.Error.Trim()}");
            }
            else
            {
                await crash;        // one that comes late still has to leave everything as it is
                if (!await HasFailedAsync(platform))
                    return;
            }
        }
    }

    /// <summary>Half of the kills come at any moment of a whole life, half at any moment of its work.</summary>
    private async Task<ProgramEnd> KillAsync(RunningProgram program, ProgramEnd length)
    {
        if (_random.Next(2) == 0)
            return await program.KillAfterAsync(length.Elapsed * _random.NextDouble());
        await program.AtWorkAsync();
        return await program.KillAfterAsync((length.Elapsed - length.AtWorkAfter!.Value) * _random.NextDouble());
    }

    /// <summary>Users whom WorkOS failed to the end of all attempts are taken up by the next run.</summary>
    private static async Task<bool> HasFailedAsync(KillablePlatform platform)
    {
        await using var target = await platform.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM clerk2workos.rejects WHERE reason = 'failed')", target);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task CrashAsync(TimeSpan length)
    {
        var (delay, pause) = (length * (_random.NextDouble() * 2), TimeSpan.FromMilliseconds(_random.Next(300)));
        await Task.Delay(delay);
        await server.RestartAsync(pause);
        Figures.Crashes++;
    }
}
