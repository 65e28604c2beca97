namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>What was put into force.</summary>
/// <param name="Indexes">Indexes that were not there before.</param>
/// <param name="Policies">Policies that are in force now.</param>
/// <param name="Tables">The tables of the model.</param>
/// <param name="IsOn">Whether row-level security is enabled and forced on them; otherwise it is prepared only.</param>
public sealed record RlsApplied(int Indexes, int Policies, IReadOnlyList<string> Tables, bool IsOn);
