namespace Clerk2WorkOS.Migration.Users;

/// <summary>What a comparison of all sides has found.</summary>
/// <param name="Findings">What is wrong; empty if nothing is.</param>
/// <param name="Mapped">How many users stand in the map.</param>
/// <param name="AtWorkOS">How many users WorkOS has.</param>
/// <param name="Memberships">How many memberships of mapped users were compared.</param>
public sealed record UserVerification(IReadOnlyList<UserFinding> Findings, int Mapped, int AtWorkOS, int Memberships)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Findings.Count == 0;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Code">A word that programs know.</param>
/// <param name="Sentence">For a person.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">Up to 20 ids of Clerk, WorkOS or the database.</param>
/// <param name="Command">The command that mends it.</param>
public sealed record UserFinding(string Code, string Sentence, int Count, IReadOnlyList<string> Examples, string Command);
