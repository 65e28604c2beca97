using System.Globalization;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>
/// Fills the rows of a table, a few thousand in a transaction, in the order of its key. The triggers do it: each row is only touched. It never waits for a row that somebody is
/// changing, so that it is in nobody's way and in no deadlock; such rows are for the next pass.
/// </summary>
internal sealed class RowFiller(CutoverContext context, StatementListener listener, LagControl lag)
{
    private const int MostPasses = 20;

    private readonly InPlaceOptions _options = context.Options.InPlace;

    public async Task FillAsync(NpgsqlConnection connection, InPlaceTable table, CancellationToken cancellationToken)
    {
        var isQuiet = await TableChecks.CanKeepTriggersQuietAsync(connection, cancellationToken).ConfigureAwait(false);
        var (key, passes, isDone) = await FillProgress.ReadAsync(connection, table.FullName, cancellationToken).ConfigureAwait(false);
        while (!isDone)
        {
            while (await UpperKeyAsync(connection, table, key, cancellationToken).ConfigureAwait(false) is { } upper)
            {
                var sql = BatchSql(table, key, passes);
                await listener.BeginsAsync(sql).ConfigureAwait(false);
                var filled = await FillAsync(connection, table, sql, key, upper, isQuiet, cancellationToken).ConfigureAwait(false);
                await listener.DoneAsync(sql).ConfigureAwait(false);
                await lag.WaitAsync(connection, filled, cancellationToken).ConfigureAwait(false);
                key = upper;
            }

            isDone = !await HasFillableAsync(connection, table, cancellationToken).ConfigureAwait(false);
            await FillProgress.NoteEndAsync(connection, table.FullName, isDone, cancellationToken).ConfigureAwait(false);
            (key, passes) = (null, passes + 1);
            if (!isDone && passes >= MostPasses)
                throw new CutoverException($"Rows of {table.Name} could not be filled in {MostPasses} passes, since transactions have kept them locked all the time: end those (pg_locks shows which) and go on.");
            if (!isDone)
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What a batch runs; <c>$1…</c> are the keys above and up to which it goes.</summary>
    public static string BatchSql(InPlaceTable table, string[]? lowerKey, int passes)
    {
        var key = $"({string.Join(", ", table.Key.Select(column => $"t.{SqlName.Quote(column)}"))})";
        var range = lowerKey is null ? $"{key} <= {Parameters(table, 0)}" : $"{key} <= {Parameters(table, 0)} AND {key} > {Parameters(table, table.Key.Length)}";
        var touched = table.Pairs is [var pair, ..] ? pair.WorkosSql : table.Organization!.ColumnSql;
        // A column of a unique key is a stronger lock than another.
        var strength = table.Pairs.IsEmpty || (table.Pairs.All(one => one.IsAdded) && !table.Indexes.Any(index => index.Sql.StartsWith("CREATE UNIQUE", StringComparison.Ordinal))) ? "NO KEY UPDATE" : "UPDATE";
        return $"""
            WITH slice AS MATERIALIZED (SELECT t.ctid FROM {table.QuotedName} t WHERE {range} AND ({(passes == 0 ? Empty(table) : Fillable(table))}) FOR {strength} OF t SKIP LOCKED)
            UPDATE {table.QuotedName} r SET {touched} = r.{touched} FROM slice WHERE r.ctid = slice.ctid
            """;
    }

    /// <summary>Whether a row <c>t</c> lacks something.</summary>
    private static string Empty(InPlaceTable table) => string.Join(" OR ", [
        .. table.Pairs.Select(pair => $"(t.{pair.ClerkSql} IS NULL) <> (t.{pair.WorkosSql} IS NULL)"),
        .. table.Organization is { } organization ? [$"t.{organization.ColumnSql} IS NULL"] : Array.Empty<string>()]);

    /// <summary>Whether a row <c>t</c> lacks something that the maps have.</summary>
    private static string Fillable(InPlaceTable table) => string.Join(" OR ", [
        .. table.Pairs.Select(pair => $"(t.{pair.WorkosSql} IS NULL AND clerk2workos.workos_id_of(t.{pair.ClerkSql}) IS NOT NULL) OR (t.{pair.ClerkSql} IS NULL AND t.{pair.WorkosSql} IS NOT NULL)"),
        .. table.Organization is { } organization ? [$"(t.{organization.ColumnSql} IS NULL AND {OrganizationSql(organization)} IS NOT NULL)"] : Array.Empty<string>()]);

    /// <summary>The organization of a row <c>t</c> by the first place that names somebody.</summary>
    public static string OrganizationSql(OrganizationFill organization) => $"CASE {string.Concat(organization.Places.Select(place => (
        Id: place.Joins.Length == 0 ? place.Sql : $"(SELECT {place.Sql.Replace("t.", "s.", StringComparison.Ordinal)} FROM (SELECT t.*) s{place.Joins.Replace(" t.", " s.", StringComparison.Ordinal)})", place)).Select(found =>
            $"WHEN {found.Id} IS NOT NULL THEN {found.place.OrganizationOf(found.Id)} "))}END";

    public static Task<bool> HasFillableAsync(NpgsqlConnection connection, InPlaceTable table, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table.QuotedName} t WHERE {Fillable(table)})", cancellationToken);

    private async Task<string[]?> UpperKeyAsync(NpgsqlConnection connection, InPlaceTable table, string[]? above, CancellationToken cancellationToken)
    {
        var key = table.Key.Select(SqlName.Quote).ToArray();
        var condition = above is null ? "" : $"WHERE ({string.Join(", ", key)}) > {Parameters(table, 0)}";
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT ARRAY[{string.Join(", ", key.Select(column => $"k.{column}::text"))}]
            FROM (SELECT {string.Join(", ", key)}, row_number() OVER (ORDER BY {string.Join(", ", key)}) AS c2w_place FROM (SELECT {string.Join(", ", key)} FROM {table.QuotedName} {condition} ORDER BY {string.Join(", ", key)} LIMIT {_options.BatchRows}) s) k
            ORDER BY c2w_place DESC LIMIT 1
            """);
        return await connection.ScalarAsync<string[]>(sql, cancellationToken, [.. above ?? []]).ConfigureAwait(false);
    }

    private static async Task<long> FillAsync(NpgsqlConnection connection, InPlaceTable table, string sql, string[]? lower, string[] upper, bool isQuiet, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (isQuiet)        // our triggers fire always
                await connection.ExecuteAsync("SET LOCAL session_replication_role = replica", cancellationToken).ConfigureAwait(false);
            var filled = await connection.ExecuteAsync(sql, cancellationToken, [.. upper, .. lower ?? []]).ConfigureAwait(false);
            await FillProgress.NoteAsync(connection, table.FullName, upper, filled, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return filled;
        }
    }

    private static string Parameters(InPlaceTable table, int from) =>
        $"({string.Join(", ", table.KeyTypes.Select((type, index) => string.Create(CultureInfo.InvariantCulture, $"${from + index + 1}::text::{type}")))})";
}
