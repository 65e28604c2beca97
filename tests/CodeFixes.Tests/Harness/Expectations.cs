using System.Text.RegularExpressions;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>A finding that has to be there: in this file, with one of these reasons.</summary>
internal sealed record ExpectedFinding(FindingStatus Status, string Path, string[] Reasons)
{
    /// <summary>Whether <paramref name="finding"/> is this one.</summary>
    public bool Fits(Finding finding) =>
        finding.Status == Status && finding.Path == Path && finding.Reason is { } reason && Reasons.Any(expected => Reads(reason, expected));

    public override string ToString() => $"{Status} in {Path}: {string.Join(" or ", Reasons)}";

    /// <summary><see cref="Preservation.Any"/> in an expected reason stands for any words.</summary>
    private static bool Reads(string actual, string expected) =>
        Regex.IsMatch(actual, "^" + Regex.Escape(expected).Replace(Regex.Escape(Preservation.Any), ".*", StringComparison.Ordinal) + "$");
}

/// <summary>A contract that has to be reported.</summary>
internal sealed record ExpectedContract(ContractKind Kind, string OldName, string NewName)
{
    public bool Fits(Contract contract) => contract.Kind == Kind && contract.OldName == OldName && contract.NewName == NewName;
}
