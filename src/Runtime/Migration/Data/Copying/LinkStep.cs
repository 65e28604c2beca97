using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Fills in what had to wait for other rows: references of a table to itself, and one side of tables that need each other.</summary>
internal sealed class LinkStep(NpgsqlConnection target, long epoch, TableMapping table)
{
    /// <summary>The table that holds the references until then; nothing if it is there.</summary>
    public static Task CreateAsync(NpgsqlConnection target, TableMapping table, CancellationToken cancellationToken)
    {
        var columns = table.TargetKey.Concat(table.Links).Select(index => $"c{index} {table.Columns[index].Conversion.StageType}");
        return target.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {table.LinksTable} (c2w_key text, {string.Join(", ", columns)})", cancellationToken);
    }

    /// <summary>Does it, inside of a transaction that is fenced; done again it changes nothing.</summary>
    /// <returns>How many rows were taken out of the target again, since the row of the same table that they refer to is not there.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var removed = 0L;
        foreach (var own in table.LinkParents.Where(parent => parent.Parent == table.Name))
        {
            while (await TryRemoveAsync(own, cancellationToken).ConfigureAwait(false) is > 0 and var more)
                removed += more;
        }

        foreach (var parent in table.LinkParents)
            await NoteMissingAsync(parent, cancellationToken).ConfigureAwait(false);
        foreach (var parent in table.LinkParents)
            await FillAsync(parent, cancellationToken).ConfigureAwait(false);
        await target.ExecuteAsync($"DELETE FROM {table.LinksTable}", cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <summary>A row without its parent of the same table is rejected as any other child, and its own children after it.</summary>
    private async Task<long> TryRemoveAsync(ParentReference parent, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("SAVEPOINT c2w_links", cancellationToken).ConfigureAwait(false);
        try
        {
            var removed = await target.ScalarAsync<long>(
                $"""
                WITH lost AS (DELETE FROM {table.Target.QuotedName} t USING {table.LinksTable} s WHERE {KeySql} AND {parent.MissingSql(Linked)} RETURNING s.c2w_key),
                unlinked AS (DELETE FROM {table.LinksTable} s USING lost l WHERE l.c2w_key = s.c2w_key),
                noted AS (
                    INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
                    SELECT 'row', $1, l.c2w_key, 'parent_rejected', $2, $3 FROM lost l {RowRejects.OnConflict} RETURNING 1)
                SELECT count(*) FROM noted
                """,
                cancellationToken, table.Name, $"The row in {parent.ParentTable} that it refers to is not in the target.", epoch).ConfigureAwait(false);
            await target.ExecuteAsync("RELEASE SAVEPOINT c2w_links", cancellationToken).ConfigureAwait(false);
            return removed;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_links", cancellationToken).ConfigureAwait(false);
            return 0;       // others need the row: it stays, and what it lacks is noted
        }
    }

    /// <summary>A row that stays without what it refers to.</summary>
    private Task<int> NoteMissingAsync(ParentReference parent, CancellationToken cancellationToken) => target.ExecuteAsync(
        $"""
        INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
        SELECT DISTINCT 'row', $1, s.c2w_key, 'link_missing', $2, $3 FROM {table.LinksTable} s JOIN {table.Target.QuotedName} t ON {KeySql}
        WHERE {parent.MissingSql(Linked)} {RowRejects.OnConflict}
        """,
        cancellationToken, table.Name, $"The row is in the target, its {string.Join(", ", parent.Columns)} is empty: the row in {parent.ParentTable} that it refers to is not there.", epoch);

    private Task<int> FillAsync(ParentReference parent, CancellationToken cancellationToken)
    {
        var columns = table.Links.Where(index => parent.Columns.Contains(table.Columns[index].Target.Name)).Select(index => table.Columns[index].Target);
        var values = string.Join(", ", columns.Select(column => $"{column.QuotedName} = {Linked(column.Name)}"));
        return target.ExecuteAsync($"UPDATE {table.Target.QuotedName} t SET {values} FROM {table.LinksTable} s WHERE {KeySql} AND NOT ({parent.MissingSql(Linked)})", cancellationToken);
    }

    private string KeySql => string.Join(" AND ", table.TargetKey.Select(index => $"t.{table.Columns[index].Target.QuotedName} = {Linked(table.Columns[index].Target.Name)}"));

    /// <summary>A column as the links have it; of a key of several columns, some may stand in the row itself.</summary>
    private string Linked(string column)
    {
        foreach (var index in table.TargetKey.Concat(table.Links))
        {
            if (table.Columns[index].Target.Name == column)
                return table.Columns[index].Conversion.TargetCast is { } cast ? $"s.c{index}::{cast}" : $"s.c{index}";
        }

        return $"t.{SqlName.Quote(column)}";
    }
}
