namespace Clerk2WorkOS.Migration.Users;

/// <summary>A column of the legacy users that is not carried over.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Reason">Why not, in half a sentence.</param>
public sealed record LeftColumn(string Column, string Reason);
