namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>These keep all processors busy by themselves: nothing else runs beside them.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class KilledProcesses
{
    public const string Collection = "killed processes";
}
