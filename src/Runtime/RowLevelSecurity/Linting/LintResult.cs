namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>What a review came to.</summary>
/// <param name="Findings">The worst first, then by object.</param>
/// <param name="Ignored">How many were ignored as asked.</param>
/// <param name="Tables">How many tables were reviewed.</param>
/// <param name="Policies">How many policies they have.</param>
/// <param name="NotRead">Statements of the files that may matter and are not understood, each with its place; empty for a database.</param>
/// <param name="Notes">What could not be judged, and why, in sentences.</param>
public sealed record LintResult(
    IReadOnlyList<LintFinding> Findings, int Ignored, int Tables, int Policies, IReadOnlyList<string> NotRead, IReadOnlyList<string> Notes)
{
    /// <summary>Whether nothing worse than <see cref="LintSeverity.Info"/> was found.</summary>
    public bool IsClean => Findings.All(finding => finding.Severity == LintSeverity.Info);
}
