using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>What a page shows: one report, or those of several repositories.</summary>
internal sealed record PageReports(ImmutableArray<NamedReport> All)
{
    public bool IsMerged => All.Any(report => report.Name is not null);

    public string Title => IsMerged
        ? $"clerk2workos: {All.Length} {(All.Length == 1 ? "repository" : "repositories")}"
        : $"clerk2workos {All[0].Report.Command}: {All[0].Report.Solution}";
}
