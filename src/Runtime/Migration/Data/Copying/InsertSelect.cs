using System.Globalization;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>
/// Where both schemas are in one database, rows need not leave it: one INSERT … SELECT maps them, joined with the id map. A table that needs more than that (ids
/// within documents or arrays, references that are filled in later) goes the other way, and so does a piece of which the target refuses a row.
/// </summary>
internal sealed class InsertSelect(NpgsqlConnection target, TableMapping table, long epoch)
{
    private const string UserMap = "clerk2workos.user_map";
    private const string OrganizationMap = "clerk2workos.organization_map";

    /// <summary>Whether a statement can do what the mapping asks for, and the target's role may read what it reads.</summary>
    public static async Task<bool> CanTakeAsync(NpgsqlConnection target, TableMapping table, CancellationToken cancellationToken)
    {
        if (!table.Group.IsEmpty || table.IsWhole || !table.Links.IsEmpty || table.Columns.Any(column => column.Change is not (ColumnChange.None or ColumnChange.UserId)))
            return false;
        foreach (var source in table.Organizations.SelectMany(organization => organization.Through).Append(table.Source).Distinct())
        {
            if (!await target.ScalarAsync<bool>("SELECT has_table_privilege($1::regclass, 'SELECT') AND NOT row_security_active($1::regclass)", cancellationToken, source.QuotedName).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    /// <summary>Copies the rows of a condition, if the target takes them; those without an owner are rejected.</summary>
    /// <returns>Null if the target refuses one: nothing was done.</returns>
    public async Task<ChunkCounts?> TryCopyAsync(string condition, CancellationToken cancellationToken)
    {
        // A row that is to be rejected ends the first statement, which alone is fast.
        return await TryAsync(() => CopyAllAsync(condition, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? await TryAsync(() => CopyAndRejectAsync(condition, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private string Insert => $"INSERT INTO {table.Target.QuotedName} ({table.WrittenSql}) OVERRIDING SYSTEM VALUE";

    private string Values => string.Join(", ", table.Columns.Select(Value).Concat(table.OrganizationColumn is null ? [] : [OrganizationText]));

    /// <summary>With one join for each id: an owner's column that is copied tells the organization as well.</summary>
    private string From => $"{table.FromSql}{string.Concat(Ids.Select((id, place) => $" LEFT JOIN {(id.IsUser ? UserMap : OrganizationMap)} m{place} ON m{place}.{(id.IsUser ? "clerk_user_id" : "clerk_org_id")} = {id.Sql}"))}";

    private List<(string Sql, bool IsUser)> Ids =>
        [.. Users.Select(user => (Id(user), true)).Concat(table.Organizations.Select(source => (source.Sql, source.IsUser))).Distinct()];

    private IEnumerable<int> Users => Enumerable.Range(0, table.Columns.Length).Where(index => table.Columns[index].Change == ColumnChange.UserId);

    /// <summary>Whether the row <c>t</c> cannot be moved.</summary>
    private string Refused => string.Join(" OR ", Users.Where(user => table.Columns[user].Unmapped == UnmappedId.Reject).Select(UserRefused).Append(OrganizationRefused));

    private string OrganizationRefused => Organization(place => $"{Alias(table.Organizations[place])}.organization_id IS NULL", table.IsOrganizationDemanded ? "true" : "false");

    private string OrganizationText => table.OrganizationColumn!.BaseType == "uuid" ? OrganizationId : $"({OrganizationId})::text";

    private string OrganizationId => Organization(place => $"{Alias(table.Organizations[place])}.organization_id", "NULL::uuid");

    private string UserRefused(int user) => $"({Id(user)} IS NOT NULL AND {Alias(user)}.clerk_user_id IS NULL)";

    private string Alias(int user) => string.Create(CultureInfo.InvariantCulture, $"m{Ids.IndexOf((Id(user), true))}");

    private string Alias(OrganizationSource source) => string.Create(CultureInfo.InvariantCulture, $"m{Ids.IndexOf((source.Sql, source.IsUser))}");

    /// <summary>Written as the owner's, so that both are seen to be one.</summary>
    private string Id(int user) => $"t.{table.Columns[user].Source!.QuotedName}::text";

    private string Value(MappedColumn column, int index) => column.Change switch
    {
        ColumnChange.None when column.Conversion.TargetCast is { } cast => $"({column.Sql})::{cast}",
        ColumnChange.None => column.Sql,
        _ when column.Unmapped == UnmappedId.Keep => $"coalesce({Alias(index)}.workos_user_id, {Id(index)})",
        _ => $"{Alias(index)}.workos_user_id",
    };

    /// <summary>By the first source that has a value.</summary>
    private string Organization(Func<int, string> found, string none) => table.OrganizationColumn is null
        ? "false"
        : $"CASE {string.Join(" ", table.Organizations.Select((source, place) => $"WHEN {source.Sql} IS NOT NULL THEN {found(place)}"))} ELSE {none} END";

    private static string And(string condition, string more) => condition.Length == 0 ? $" WHERE {more}" : $"{condition} AND {more}";

    private async Task<ChunkCounts> CopyAllAsync(string condition, CancellationToken cancellationToken)
    {
        var moved = await target.ExecuteAsync($"{Insert} SELECT {Values} FROM {From}{And(condition, $"1 = 1 / CASE WHEN {Refused} THEN 0 ELSE 1 END")}", cancellationToken).ConfigureAwait(false);
        return new ChunkCounts(moved, moved, 0, 0);
    }

    /// <summary>Moves what can move and notes the rest, all of it as it is at one moment.</summary>
    private async Task<ChunkCounts> CopyAndRejectAsync(string condition, CancellationToken cancellationToken)
    {
        var values = table.Written.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"v{index}")).ToList();
        var reasons = Users.Where(user => table.Columns[user].Unmapped == UnmappedId.Reject)
            .Select(user => $"WHEN {UserRefused(user)} THEN ARRAY['no_owner', {SqlName.Literal($"The user in {table.Columns[user].Source!.Name} is not in the id map.")}]")
            .Prepend(table.OrganizationColumn is null ? "WHEN false THEN NULL::text[]" : $"WHEN {OrganizationRefused} THEN {OrganizationReason}");
        var counts = await target.ListAsync(
            $"""
            WITH mapped(c2w_key, c2w_reason, {string.Join(", ", values)}) AS MATERIALIZED (SELECT {table.KeyTextSql}, CASE {string.Join(" ", reasons)} END, {Values} FROM {From}{condition}),
            moved AS ({Insert} SELECT {string.Join(", ", values)} FROM mapped WHERE c2w_reason IS NULL RETURNING 1),
            refused AS (
                INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
                SELECT 'row', $1, c2w_key, c2w_reason[1], c2w_reason[2], $2 FROM mapped WHERE c2w_reason IS NOT NULL {RowRejects.OnConflict} RETURNING 1)
            SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM refused)
            """,
            row => (Moved: row.GetInt64(0), Refused: row.GetInt64(1)), cancellationToken, table.Name, epoch).ConfigureAwait(false);
        return new ChunkCounts(counts[0].Moved + counts[0].Refused, counts[0].Moved, 0, counts[0].Refused);
    }

    private string OrganizationReason => Organization(
        place => table.Organizations[place] switch
        {
            { IsOfParent: true } => "ARRAY['parent_rejected', 'The owner of the row that it belongs to is not in the id map.']",
            { IsUser: true } => "ARRAY['no_owner', 'Its owner is not in the id map.']",
            _ => "ARRAY['no_owner', 'Its organization at Clerk is not in the id map.']",
        },
        "ARRAY['no_owner', 'Nobody owns the row.']");

    private async Task<ChunkCounts?> TryAsync(Func<Task<ChunkCounts>> copy, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("SAVEPOINT c2w_insert_select", cancellationToken).ConfigureAwait(false);
        try
        {
            var counts = await copy().ConfigureAwait(false);
            await target.ExecuteAsync("RELEASE SAVEPOINT c2w_insert_select", cancellationToken).ConfigureAwait(false);
            return counts;
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_insert_select; RELEASE SAVEPOINT c2w_insert_select", cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
