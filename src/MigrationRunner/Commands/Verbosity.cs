namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Leftovers only: no progress, no summary.</summary>
    Quiet,

    /// <summary>Leftovers, a summary, and the phases on standard error.</summary>
    Normal,

    /// <summary>Every finding, every remark of MSBuild, and the stack of an unexpected failure.</summary>
    Detailed,
}
