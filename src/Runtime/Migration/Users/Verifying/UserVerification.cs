namespace Clerk2WorkOS.Migration.Users;

/// <summary>One thing that is wrong.</summary>
/// <param name="Code">A word that programs know.</param>
/// <param name="Sentence">For a person.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">Up to 20 ids of Clerk, WorkOS or the database.</param>
/// <param name="Command">The command that mends it.</param>
public sealed record UserFinding(string Code, string Sentence, int Count, IReadOnlyList<string> Examples, string Command);
