namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>How a solution is opened.</summary>
/// <param name="Restore">Whether packages may be restored.</param>
/// <param name="AllowPartial">Whether a project that does not load or restore is left out instead of ending the run.</param>
internal sealed record LoadOptions(bool Restore, bool AllowPartial);
