using Clerk2WorkOS.Cutover;

namespace Clerk2WorkOS.CutoverLoad.Operating;

/// <summary>What an operator's process said, a line each, and how it ended: 0, 1 with the reason as the last line, or 137 where it was killed.</summary>
public sealed record OperatorRun(int ExitCode, IReadOnlyList<string> Said)
{
    /// <summary>What it said last: <c>state: Watching</c>.</summary>
    public string Ending => Said.Count == 0 ? "" : Said[^1];

    /// <summary>Has an operator of its own process do something.</summary>
    /// <param name="way">How production changes over.</param>
    /// <param name="target">The target's connection string.</param>
    /// <param name="legacy">The legacy database's; null within one database.</param>
    /// <param name="arguments"><c>start|rollback|finish [--until STEP] [--die STEP asked|begin|end]</c>.</param>
    /// <param name="killsAfter">Asked for every line: how long afterwards the process is killed; null for not at all.</param>
    public static async Task<OperatorRun> RunAsync(CutoverWay way, string target, string? legacy, IEnumerable<string> arguments, Func<string, TimeSpan?>? killsAfter = null)
    {
        using var process = Processes.Start(["operator", way.ToString(), .. arguments], ("C2W_TARGET", target), ("C2W_LEGACY", legacy));
        var said = new List<string>();
        var isKilled = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (isKilled || killsAfter?.Invoke(line) is not { } pause)
                continue;
            isKilled = true;
            await Task.Delay(pause);
            process.Kill();
        }

        await process.WaitForExitAsync();
        return new OperatorRun(process.ExitCode, said);
    }
}
