using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>What the commands about data say of their results.</summary>
internal static class DataReports
{
    public static MigrationOutcome Of(DataPlan plan) => new(
        "data plan",
        plan.IsBlocked ? $"A run would refuse to begin: {Count(plan.Problems.Count(problem => problem.IsBlocking), "problem")}."
            : $"{Count(plan.Rows, "row")} of {Count(plan.Tables.Count, "table")} would be copied{(plan.Problems.Count > 0 ? $"; {Count(plan.Problems.Count, "thing")} to know" : "")}.",
        plan.Problems.Count > 0 ? ExitCode.Leftovers : ExitCode.Done)
    {
        Facts =
        [
            new("tables", "Tables", plan.Tables.Count), new("rows", "Rows", plan.Rows), new("mappedUsers", "Users in the id map", plan.MappedUsers),
            new("oneDatabase", "Both schemas in one database", plan.IsOneDatabase),
        ],
        Tables =
        [
            Problems("problems", "To be decided or known", plan.Problems),
            Problems("following", "What 'data sync' needs, to follow the legacy database until the switch", plan.Following),
            new(
                "tables", "Tables, in the order in which they are copied",
                [new("source", "Legacy table"), new("target", "Target"), new("rows", "Rows"), new("targetRows", "There already"), new("organizationFrom", "org_id from")],
                [.. plan.Tables.Select(table => new object?[] { table.Source, table.Target, table.Rows, table.TargetRows, table.OrganizationFrom })]),
            new(
                "columns", "Columns",
                [new("table", "Legacy table"), new("source", "Column"), new("target", "Target's column"), new("type", "Type"), new("how", "How")],
                [.. plan.Tables.SelectMany(table => table.Columns, (table, column) => new object?[] { table.Source, column.Source, column.Target, column.Type, column.How })])
            {
                IsForReports = true,
            },
            new(
                "hiddenIds", "Clerk ids in columns that are not named after them",
                [new("table", "Legacy table"), new("column", "Column"), new("rows", "Rows"), new("paths", "Where"), new("rewritten", "Replaced")],
                [.. plan.HiddenIds.Select(hidden => new object?[] { hidden.Table, hidden.Column, hidden.Rows, hidden.Paths, hidden.IsRewritten })]),
        ],
    };

    public static MigrationOutcome Of(string command, DataResult result)
    {
        var written = result.Tables.Sum(table => table.Written);
        var open = result.Tables.Sum(table => table.OpenChunks);
        return new(
            command,
            open > 0 ? $"{Count(written, "row")} moved; {Count(open, "chunk")} not done yet: another process has them, or the same command goes on."
                : result.Rejected > 0 ? $"{Count(written, "row")} moved; {ReportText.Of(result.Rejected)} could not: see the reasons, and 'clerk2workos data retry'."
                : result.Leftovers.Count > 0 ? $"{Count(written, "row")} of {Count(result.Tables.Count, "table")} moved; {Count(result.Leftovers.Count, "thing")} left behind: decide about them in the mapping file."
                : $"{Count(written, "row")} of {Count(result.Tables.Count, "table")} moved; none is left.",
            result.IsComplete && result.Leftovers.Count == 0 ? ExitCode.Done : ExitCode.Leftovers)
        {
            Facts =
            [
                new("tables", "Tables", result.Tables.Count), new("written", "Rows moved", written), new("there", "Rows that were there already", result.Tables.Sum(table => table.There)),
                new("rejected", "Rows rejected", result.Rejected), new("rowsOfThisRun", "Rows read by this process", result.RowsOfThisRun), new("snapshots", "States of the legacy database that were read", result.Snapshots),
            ],
            Tables =
            [
                Rejects(result.OpenRejects),
                Problems("leftovers", "Left behind", result.Leftovers),
                new(
                    "tables", "Tables",
                    [new("source", "Legacy table"), new("target", "Target"), new("read", "Read"), new("written", "Moved"), new("there", "There already"), new("rejected", "Rejected"), new("openChunks", "Chunks not done")],
                    [.. result.Tables.Select(table => new object?[] { table.Source, table.Target, table.Read, table.Written, table.There, table.Rejected, table.OpenChunks })]),
            ],
        };
    }

    public static MigrationOutcome Of(DataSyncOptions options, DataSyncResult result)
    {
        var lag = result.Lag;
        return new(
            "data sync",
            $"{(options.Source == DataSyncSource.Comparison ? "Compared" : options.End == DataSyncEnd.Finished ? "Caught up and finished" : "Caught up")}: {Count(result.Written, "row")} written, {ReportText.Of(result.Deleted)} deleted"
                + (result.Rejected > 0 ? $"; {ReportText.Of(result.Rejected)} could not move: see the reasons." : result.OnlyInTarget > 0 ? $"; {Count(result.OnlyInTarget, "row")} only in the target: --delete-extra deletes them, if nothing else has written there." : "."),
            result.Rejected > 0 || result.OnlyInTarget > 0 ? ExitCode.Leftovers : ExitCode.Done)
        {
            Facts =
            [
                new("written", "Rows written", result.Written), new("deleted", "Rows deleted", result.Deleted), new("onlyInTarget", "Rows that only the target has", result.OnlyInTarget), new("rejected", "Rows rejected", result.Rejected),
                new("transactions", "Transactions followed", lag?.Transactions ?? 0), new("lagMedian", "Half of them within (ms)", lag?.Median.TotalMilliseconds), new("lagP99", "99 of 100 within (ms)", lag?.P99.TotalMilliseconds), new("lagLongest", "All within (ms)", lag?.Longest.TotalMilliseconds),
            ],
            Tables = [Rejects(result.OpenRejects)],
        };
    }

    public static MigrationOutcome Of(DataVerification result) => new(
        "data verify",
        result.IsSound ? $"{Count(result.Tables.Count, "table")} compared; nothing is missing or different." : $"{Count(result.Findings.Count(finding => finding.IsMismatch), "finding")}.",
        result.IsSound ? ExitCode.Done : ExitCode.Leftovers)
    {
        Tables =
        [
            new(
                "findings", "Findings",
                [new("code", "Code"), new("table", "Table"), new("sentence", "What it is"), new("count", "Rows"), new("examples", "Examples"), new("command", "What mends it"), new("isMismatch", "Counts")],
                [.. result.Findings.Select(finding => new object?[] { finding.Code, finding.Table, finding.Sentence, finding.Count, finding.Examples, finding.Command, finding.IsMismatch })])
            {
                WhenEmpty = "Nothing is missing or different.",
            },
            new(
                "tables", "Tables",
                [new("source", "Legacy table"), new("target", "Target"), new("sourceRows", "Legacy rows"), new("targetRows", "Target rows"), new("openRejects", "Rejected"), new("compared", "Columns compared"), new("notCompared", "Not compared")],
                [.. result.Tables.Select(table => new object?[] { table.Source, table.Target, table.SourceRows, table.TargetRows, table.OpenRejects, table.Compared, table.NotCompared })]),
        ],
    };

    private static ReportTable Rejects(IReadOnlyList<RejectCount> rejects) => new(
        "rejects", "Rows that have not moved",
        [new("table", "Legacy table"), new("reason", "Reason"), new("rows", "Rows"), new("examples", "Keys")],
        [.. rejects.Select(reject => new object?[] { reject.Source, reject.Reason, reject.Rows, reject.Examples })])
    {
        WhenEmpty = "No row is rejected.",
    };

    private static ReportTable Problems(string id, string title, IReadOnlyList<PlanProblem> problems) => new(
        id, title,
        [new("code", "Code"), new("table", "Table"), new("sentence", "What it is"), new("count", "Rows"), new("examples", "Examples"), new("blocks", "Blocks")],
        [.. problems.Select(problem => new object?[] { problem.Code, problem.Table, problem.Sentence, problem.Count, problem.Examples, problem.IsBlocking })]);

    private static string Count(long number, string noun) => $"{ReportText.Of(number)} {noun}{(number == 1 ? "" : "s")}";
}
