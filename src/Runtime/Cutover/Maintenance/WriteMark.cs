using System.Globalization;
using System.Text.Json;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>A moment of the target, to tell later what was written since: the number of its last transaction, and how many rows each table had.</summary>
/// <param name="Transaction">As <c>pg_current_xact_id()</c> counts, which never begins again.</param>
/// <param name="Rows">By the table's quoted name.</param>
internal sealed record WriteMark(long Transaction, IReadOnlyDictionary<string, long> Rows)
{
    public static async Task<WriteMark> TakeAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var connection = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await TablesAsync(connection, context, cancellationToken).ConfigureAwait(false))
            rows[table] = await connection.ScalarAsync<long>($"SELECT count(*) FROM {table}", cancellationToken).ConfigureAwait(false);
        return new WriteMark(await NowAsync(connection, cancellationToken).ConfigureAwait(false), rows);
    }

    public static WriteMark Parse(string json) => JsonSerializer.Deserialize<WriteMark>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>For each table that was written to how much, in words. A row that was written says by which transaction; one that is gone says nothing, so of those there may be more.</summary>
    public async Task<IReadOnlyList<string>> WrittenSinceAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var connection = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var passed = await NowAsync(connection, cancellationToken).ConfigureAwait(false) - Transaction;
        var written = new List<string>();
        foreach (var table in await TablesAsync(connection, context, cancellationToken).ConfigureAwait(false))
        {
            var counts = await connection.ListAsync(
                $"SELECT count(*), count(*) FILTER (WHERE age(xmin) < $1) FROM {table}", row => (Now: row.GetInt64(0), Written: row.GetInt64(1)), cancellationToken, (int)Math.Min(passed, int.MaxValue)).ConfigureAwait(false);
            var (now, changed) = counts[0];
            var gone = Rows.GetValueOrDefault(table) - now;
            if (changed > 0 || gone > 0)
                written.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {changed} rows written{(gone > 0 ? $" and at least {gone} deleted" : "")}"));
        }

        return written;
    }

    private static Task<long> NowAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>("SELECT pg_current_xact_id()::text::bigint", cancellationToken);

    private static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection, CutoverContext context, CancellationToken cancellationToken) => await connection.ListAsync(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r' ORDER BY c.relname",
        row => SqlName.Quote(row.GetString(0), row.GetString(1)), cancellationToken, context.Options.Data.TargetSchema).ConfigureAwait(false);
}
