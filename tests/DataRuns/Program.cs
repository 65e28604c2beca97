using System.Diagnostics;
using Clerk2WorkOS.Migration.Data;

// One process that moves data: to be run several times at once and to be killed.
//   DataRuns run|sync <rows of a chunk> [<step to die at> <which time>]     with the connection strings in C2W_LEGACY and C2W_TARGET
var options = new DataMigrationOptions { ChunkRows = int.Parse(args[1], null) };
await using var migration = new DataMigration(Environment.GetEnvironmentVariable("C2W_LEGACY")!, Environment.GetEnvironmentVariable("C2W_TARGET")!, options)
{
    Listener = args.Length > 2 ? new Deadly(Enum.Parse<DataStep>(args[2]), int.Parse(args[3], null)) : DataStepListener.None,
};
if (args[0] == "sync")
    await migration.SyncAsync();
else
    await migration.RunAsync();

/// <summary>Ends the process as <c>kill -9</c> does.</summary>
internal sealed class Deadly(DataStep at, int time) : DataStepListener
{
    private int _times;

    public override ValueTask ReachedAsync(DataStep step, string table)
    {
        if (step == at && Interlocked.Increment(ref _times) == time)
            Process.GetCurrentProcess().Kill();
        return ValueTask.CompletedTask;
    }
}
