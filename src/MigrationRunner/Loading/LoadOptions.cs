namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>How a solution is opened.</summary>
/// <param name="Restore">Whether packages may be restored.</param>
/// <param name="AllowPartial">Whether a project that does not load or restore is left out instead of ending the run.</param>
/// <param name="BinaryLog">The full path of a build's binary log, from which the compiler's calls are read; null where MSBuild is asked.</param>
internal sealed record LoadOptions(bool Restore, bool AllowPartial, string? BinaryLog = null);
