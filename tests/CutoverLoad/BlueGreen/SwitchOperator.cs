using Clerk2WorkOS.Cutover;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>Who switches, as a process that can be killed: <c>start|rollback [STEP]</c>, both databases in <c>C2W_LEGACY</c> and <c>C2W_TARGET</c>.</summary>
internal static class SwitchOperator
{
    private static readonly string[] Skipped = ["backup", "rehearsal", "data", "rls", "workos"];

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new CutoverOptions
        {
            Way = CutoverWay.BlueGreen,
            Window = TimeSpan.Zero,
            Skipped = Skipped.ToDictionary(name => name, _ => "not what this is about", StringComparer.Ordinal),
        };
        await using var operation = new CutoverOperation(Environment.GetEnvironmentVariable("C2W_TARGET")!, Environment.GetEnvironmentVariable("C2W_LEGACY")!, options);
        try
        {
            var step = args is [_, var named] ? named : null;
            var status = args is ["rollback", ..] ? await operation.RollbackAsync(step, Say) : await operation.StartAsync(step, Say);
            Say($"state: {status.State}");
            return 0;
        }
        catch (CutoverException failure)
        {
            Say(failure.Message);
            return 1;
        }
    }

    private static void Say(string sentence) => Console.WriteLine(sentence);
}
