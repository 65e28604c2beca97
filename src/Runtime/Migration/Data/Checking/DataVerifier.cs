using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Checking;

/// <summary>Compares both databases table by table.</summary>
internal sealed class DataVerifier(NpgsqlDataSource legacy, NpgsqlDataSource target, DataMigrationOptions options)
{
    private const string Run = "clerk2workos data run";
    private const string Retry = "clerk2workos data retry";
    private const string Compare = "clerk2workos data sync --compare";

    private readonly List<DataFinding> _findings = [];

    public async Task<DataVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(legacy, target, options, cancellationToken).ConfigureAwait(false);
        await using var reader = await LegacyReader.OpenAsync(legacy, null, cancellationToken).ConfigureAwait(false);
        await using var to = await OpenTargetAsync(cancellationToken).ConfigureAwait(false);
        if (!await to.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.checkpoints') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            return new DataVerification([], [new DataFinding("not_begun", null, "Nothing has been copied yet.", 0, [], Run, IsMismatch: true)]);
        await using var rejects = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var ids = await IdTable.ReadAsync(to, cancellationToken).ConfigureAwait(false);
        var isHashShared = await Checksums.IsHashSharedAsync(reader.Connection, to, cancellationToken).ConfigureAwait(false);
        await CheckStateAsync(to, map, cancellationToken).ConfigureAwait(false);
        var tables = new List<VerifiedTable>();
        foreach (var table in map.Tables)
        {
            tables.Add(await CompareAsync(reader.Connection, to, rejects, table, isHashShared, cancellationToken).ConfigureAwait(false));
            await CheckOrganizationAsync(reader.Connection, to, table, cancellationToken).ConfigureAwait(false);
            await CheckReferencesAsync(to, table, cancellationToken).ConfigureAwait(false);
            await CheckIdsAsync(reader.Connection, to, ids, table, cancellationToken).ConfigureAwait(false);
            var low = await Sequences.LowAsync(to, table, cancellationToken).ConfigureAwait(false);
            if (low.Count > 0)
                Add("sequence", table, "Sequences would give out numbers that are taken", low.Count, low, Run);
        }

        return new DataVerification(tables, [.. _findings.OrderByDescending(finding => finding.IsMismatch)]);
    }

    private async Task<NpgsqlConnection> OpenTargetAsync(CancellationToken cancellationToken)
    {
        var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync($"SET TRANSACTION READ ONLY; {LegacyReader.Settings}", cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private async Task CheckStateAsync(NpgsqlConnection to, DataMap map, CancellationToken cancellationToken)
    {
        var open = await to.ListAsync("SELECT source, count(*) FROM clerk2workos.checkpoints WHERE state = 'open' GROUP BY source ORDER BY source", row => (Source: row.GetString(0), Count: row.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        foreach (var (source, count) in open)
            _findings.Add(new DataFinding("unfinished", source, $"{source} is not copied to its end.", count, [], Run, true));
        var snapshots = await to.ScalarAsync<int>("SELECT count(DISTINCT snapshot)::integer FROM clerk2workos.checkpoints", cancellationToken).ConfigureAwait(false);
        if (snapshots > 1)
            _findings.Add(new DataFinding("several_snapshots", null, "The legacy database was read in several states, since the run was interrupted; what changed in between shows as missing or different rows.", snapshots, [], null, false));
        foreach (var reject in await DataState.RejectsAsync(to, cancellationToken).ConfigureAwait(false))
            _findings.Add(new DataFinding("open_rejects", reject.Source, $"Rows of {reject.Source} have not moved: {reject.Reason}.", reject.Rows, reject.Examples, Retry, true));
        foreach (var problem in map.Problems.Where(problem => problem.Code is "unmapped_table" or "unmapped_column" || problem.IsBlocking))
            _findings.Add(new DataFinding(problem.Code, problem.Table, problem.Sentence, problem.Count, problem.Examples, "clerk2workos data plan", true));
    }

    private async Task<VerifiedTable> CompareAsync(NpgsqlConnection from, NpgsqlConnection to, NpgsqlConnection rejects, TableMapping table, bool isHashShared, CancellationToken cancellationToken)
    {
        var checksums = new Checksums(table, isHashShared);
        var source = await SumsAsync(from, checksums.SourceSums, cancellationToken).ConfigureAwait(false);
        var there = await SumsAsync(to, checksums.TargetSums, cancellationToken).ConfigureAwait(false);
        var open = await to.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 AND reason <> 'link_missing'", cancellationToken, table.Name).ConfigureAwait(false);
        var differing = checksums.Compared.Where((_, index) => source.Sums[index] != there.Sums[index]).ToList();
        if (source.Count != there.Count || differing.Count > 0)
        {
            if (checksums.HasKey)
                await ExplainAsync(from, to, rejects, table, checksums, differing, cancellationToken).ConfigureAwait(false);
            else if (open == 0 || source.Count != there.Count + open)
                Add("different_table", table, $"{table.Name} and its counterpart differ (no key tells the rows apart): columns {string.Join(", ", differing)}", Math.Abs(source.Count - there.Count - open), [], Run);
        }

        if (checksums.NotCompared.Count > 0)
            _findings.Add(new DataFinding("not_compared", TableMapping.NameOf(table.Target), $"Columns that SQL cannot compare: {string.Join(", ", checksums.NotCompared)}.", checksums.NotCompared.Count, [], null, false));
        return new VerifiedTable(table.Name, TableMapping.NameOf(table.Target), source.Count, there.Count, open, checksums.Compared, checksums.NotCompared);
    }

    private static async Task<(long Count, string[] Sums)> SumsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        (await connection.ListAsync(sql, row => (row.GetInt64(0), Enumerable.Range(1, row.FieldCount - 1).Select(row.GetString).ToArray()), cancellationToken).ConfigureAwait(false))[0];

    private async Task ExplainAsync(
        NpgsqlConnection from, NpgsqlConnection to, NpgsqlConnection rejects, TableMapping table, Checksums checksums, List<string> differing, CancellationToken cancellationToken)
    {
        var merge = await RowMerge.CompareAsync(from, checksums.SourceRows, to, checksums.TargetRows, rejects, table.Name, cancellationToken).ConfigureAwait(false);
        Add("missing_rows", table, "Rows of the legacy table are neither in the target nor rejected", merge.Missing.Count, merge.Missing.Examples, Compare);
        Add("different_rows", table, $"Rows differ from the legacy table's (columns {string.Join(", ", differing)})", merge.Different.Count, merge.Different.Examples, Compare);
        Add("settled_rejects", table, "Rows are noted as rejected and are in the target", merge.NoLongerRejected.Count, merge.NoLongerRejected.Examples, Compare);
        Add("rejects_without_row", table, "Rows are noted as rejected and are no longer in the legacy table", merge.RejectedAndGone.Count, merge.RejectedAndGone.Examples, Compare);
        if (merge.OnlyInTarget.Count > 0)
            _findings.Add(new DataFinding("only_in_target", TableMapping.NameOf(table.Target), "Rows are in the target only: they were there before, were added since, or were deleted in the legacy table.", merge.OnlyInTarget.Count, merge.OnlyInTarget.Examples, null, false));
    }

    private async Task CheckOrganizationAsync(NpgsqlConnection from, NpgsqlConnection to, TableMapping table, CancellationToken cancellationToken)
    {
        if (table.Target.Columns.FirstOrDefault(column => column.Name == (table.OrganizationColumn?.Name ?? "org_id")) is not { } organization)
            return;
        var empty = await to.ScalarAsync<long>($"SELECT count(*) FROM {table.Target.QuotedName} t WHERE t.{organization.QuotedName} IS NULL", cancellationToken).ConfigureAwait(false);
        if (empty > 0 && empty == await DataPlanner.OwnerlessAsync(from, table, cancellationToken).ConfigureAwait(false))
            _findings.Add(new DataFinding("ownerless", TableMapping.NameOf(table.Target), $"Rows have no {organization.Name}, since nobody owns them in the legacy database.", empty, [], null, IsMismatch: false));
        else if (empty > 0)
            await FindAsync(to, "no_organization", table, "Rows have no organization", $"t.{organization.QuotedName} IS NULL", "", Compare, cancellationToken).ConfigureAwait(false);
        if (table.Organizations is not [{ IsUser: true, IsOfParent: false } owner, ..] || table.OrganizationColumn is null)
            return;
        if (table.Columns.FirstOrDefault(column => column.Change == ColumnChange.UserId && owner.Sql == $"t.{column.Source!.QuotedName}::text") is { } column)
            await FindAsync(
                to, "wrong_organization", table, "Rows are not in their owner's organization", $"t.{organization.QuotedName}::text <> m.organization_id::text",
                $" JOIN clerk2workos.user_map m ON m.workos_user_id = t.{column.Target.QuotedName}", null, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckReferencesAsync(NpgsqlConnection to, TableMapping table, CancellationToken cancellationToken)
    {
        foreach (var parent in table.Parents.Concat(table.LinkParents))
            await FindAsync(to, "dangling", table, $"Rows refer to rows of {parent.ParentTable} that are not there ({parent.Constraint})", parent.MissingSql(column => $"t.{SqlName.Quote(column)}"), "", Retry, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckIdsAsync(NpgsqlConnection from, NpgsqlConnection to, IdTable ids, TableMapping table, CancellationToken cancellationToken)
    {
        foreach (var orphans in await DataPlanner.OrphansAsync(from, ids, table, cancellationToken).ConfigureAwait(false))
            _findings.Add(new DataFinding(orphans.Code, orphans.Table, orphans.Sentence, orphans.Count, orphans.Examples, "clerk2workos users run", false));
        foreach (var hidden in await HiddenIdScan.FindAsync(to, table.Target, _ => true, _ => false, cancellationToken).ConfigureAwait(false))
            _findings.Add(new DataFinding("clerk_ids_left", TableMapping.NameOf(table.Target), $"{hidden.Column} still holds Clerk ids{(hidden.Paths.Count > 0 ? $" at {string.Join(", ", hidden.Paths)}" : "")}: name it in the mapping file under 'rewrite' where they are to be replaced.", hidden.Rows, [], null, false));
    }

    private async Task FindAsync(NpgsqlConnection to, string code, TableMapping table, string sentence, string condition, string join, string? command, CancellationToken cancellationToken)
    {
        var from = $"{table.Target.QuotedName} t{join} WHERE {condition}";
        var count = await to.ScalarAsync<long>($"SELECT count(*) FROM {from}", cancellationToken).ConfigureAwait(false);
        if (count == 0)
            return;
        var key = table.Target.PrimaryKey is { } primary ? string.Join(", ", primary.Columns.Select(column => $"t.{SqlName.Quote(column)}::text")) : "t.ctid::text";
        var examples = await to.ListAsync($"SELECT jsonb_build_array({key})::text FROM {from} LIMIT 20", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        Add(code, table, sentence, count, examples, command);
    }

    private void Add(string code, TableMapping table, string sentence, long count, IReadOnlyList<string> examples, string? command)
    {
        if (count > 0)
            _findings.Add(new DataFinding(code, TableMapping.NameOf(table.Target), $"{sentence}.", count, examples, command, IsMismatch: true));
    }
}
