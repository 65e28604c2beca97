namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>What a pipeline reads.</summary>
internal static class ExitCode
{
    /// <summary>Nothing is left.</summary>
    public const int Done = 0;

    /// <summary>Leftovers; also after a fix that did its work but had to list something.</summary>
    public const int Leftovers = 1;

    /// <summary>The command could not run; nothing was written.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Interrupted; nothing is half-written.</summary>
    public const int Interrupted = 130;
}
