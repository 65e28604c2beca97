namespace Clerk2WorkOS.Migration.State;

/// <summary>Something that could not move, and why.</summary>
/// <param name="Kind"><c>user</c> or <c>row</c>.</param>
/// <param name="Source">For a row its legacy table, <c>schema.table</c>; for a user <c>users</c>.</param>
/// <param name="Key">The Clerk id; for a row its primary key as a JSON array of texts.</param>
/// <param name="Reason">A word that programs know: <c>email_conflict</c>, <c>no_owner</c>.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record Reject(string Kind, string Source, string Key, string Reason, string? Detail);
