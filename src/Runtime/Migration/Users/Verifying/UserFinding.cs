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
