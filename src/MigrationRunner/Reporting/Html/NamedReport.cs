using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>What a run reported, and the repository that it is about; <c>null</c> where there is only the one.</summary>
internal sealed record NamedReport(string? Name, RunReport Report)
{
    /// <summary>What somebody has to look at.</summary>
    public int Left => Report.Leftovers.Count() + Report.TakenBack.Length;

    /// <summary>Where a thing is, with the repository in front of it where there are several.</summary>
    public string Place(string path) => Name is null ? path : $"{Name}: {path}";
}

/// <summary>What a page shows: one report, or those of several repositories.</summary>
internal sealed record PageReports(ImmutableArray<NamedReport> All)
{
    public bool IsMerged => All.Any(report => report.Name is not null);

    public string Title => IsMerged
        ? $"clerk2workos: {All.Length} {(All.Length == 1 ? "repository" : "repositories")}"
        : $"clerk2workos {All[0].Report.Command}: {All[0].Report.Solution}";
}
