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
        ContractKind.Configuration => "configuration",
        _ => "route",
    };

    /// <summary>What has to be done where keys of settings have new names.</summary>
    public const string NewKeys = "Before the deployment, every environment and secret store outside the repository has to be given the new names, and WorkOS's values.";

    /// <summary>The new name, and what to think of beside it.</summary>
    public static string Advice(ReportedContract contract) => contract.Advice is null ? "" : $"; value to be reviewed: {contract.Advice}";

    /// <summary>"1 file", "2 files".</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
