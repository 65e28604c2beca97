using System.Text.Json;

namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>The JSON report, as a program would read it.</summary>
internal sealed record Report(
    string Command, bool DryRun, int ExitCode, Summary Summary,
    IReadOnlyList<Finding> Findings, IReadOnlyList<Contract> Contracts, IReadOnlyList<TakenBack> TakenBack)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public IReadOnlyList<Finding> Listed => [.. Findings.Where(finding => finding.Status == "listed")];

    /// <summary>What is listed, by rule and file: an edit beside it may move its place.</summary>
    public IReadOnlyList<(string Rule, string Path)> ListedPlaces => [.. Listed.Select(finding => (finding.Rule, finding.Path))];

    public static Report Read(string file) => JsonSerializer.Deserialize<Report>(File.ReadAllBytes(file), Format)!;
}

internal sealed record Summary(int FilesChanged, int Edits, int Fixed, int Fixable, int Listed, int Info, int TakenBack, int? ErrorsBefore, int? ErrorsAfter);

internal sealed record Finding(string Rule, string Status, string Path, int Line, int Column, string Message, string? Reason);

internal sealed record Contract(string Kind, string Path, string Owner, string OldName, string NewName, bool Kept);

internal sealed record TakenBack(string What, string Reason);
