using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.InPlace;

/// <summary>An operator's process that does the steps, or undoes them, and may be killed: <c>in-place-operator do|undo LAST_STEP [STATEMENT_TO_DIE_AT]</c>.</summary>
internal static class Operator
{
    public static async Task<int> RunAsync(string[] args)
    {
        var connectionString = Environment.GetEnvironmentVariable("C2W_TARGET")!;
        await using var database = NpgsqlDataSource.Create(connectionString);
        var context = StepTable.Context(
            database, connectionString, new CutoverOptions { InPlace = new InPlaceOptions { BatchRows = 100, WithoutInstances = true, StatisticsDelay = TimeSpan.Zero } }, await StepTable.CreateAsync(database), _ => { });
        var steps = InPlaceWay.Steps(args.Length > 2 ? new Deadly(int.Parse(args[2], CultureInfo.InvariantCulture)) : StatementListener.None);
        var last = steps.TakeWhile(step => step.Name != args[1]).Count();
        var chosen = steps.Take(last + 1).ToList();
        if (args[0] == "undo")
            chosen.Reverse();
        foreach (var step in chosen)
            await (args[0] == "undo" ? step.UndoAsync(context, CancellationToken.None) : step.DoAsync(context, CancellationToken.None));
        return 0;
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    private sealed class Deadly(int at) : StatementListener
    {
        private int _done;

        public override ValueTask DoneAsync(string sql)
        {
            if (++_done == at)
                Process.GetCurrentProcess().Kill();
            return ValueTask.CompletedTask;
        }
    }
}
