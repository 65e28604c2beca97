using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The words that all reports use for the same thing.</summary>
internal static class Words
{
    public static string Of(FindingStatus status, bool isCheck) => status switch
    {
        FindingStatus.Fixed => isCheck ? "fixable" : "fixed",
        FindingStatus.Listed => "listed",
        _ => "info",
    };

    public static string Of(ContractKind kind) => kind switch
    {
        ContractKind.Persisted => "persisted",
        ContractKind.Json => "json",
        _ => "route",
    };

    /// <summary>"1 file", "2 files".</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
