using System.Globalization;
using System.Text.Json;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Contracting;

/// <summary>What PostgreSQL's statistics say about the use of old columns up to a moment.</summary>
/// <param name="Statements">By their query id in <c>pg_stat_statements</c>, how often each that names one was run; null where the extension is not there.</param>
/// <param name="Scans">By their name, how often each index over one was used.</param>
internal sealed record OldColumnUse(Dictionary<string, long>? Statements, Dictionary<string, long> Scans)
{
    // What a foreign key looks up is no reader; it goes with the column.
    private const string ScansSql = """
        SELECT s.indexrelname, s.idx_scan, pg_get_indexdef(s.indexrelid) FROM pg_stat_user_indexes s
        WHERE s.relid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conindid = s.indexrelid) ORDER BY s.indexrelname
        """;

    private static readonly string[] OfTheSchema = ["ALTER ", "CREATE ", "DROP ", "COMMENT ", "ANALYZE ", "VACUUM ", "GRANT ", "REVOKE ", "REINDEX ", "DO "];

    public string ToJson() => JsonSerializer.Serialize(this);

    public static OldColumnUse Parse(string json) => JsonSerializer.Deserialize<OldColumnUse>(json)!;

    /// <summary>This, and what was used from one moment to another.</summary>
    public OldColumnUse With(OldColumnUse from, OldColumnUse to)
    {
        return new OldColumnUse(Statements is null ? null : Sum(Statements, from.Statements ?? [], to.Statements ?? []), Sum(Scans, from.Scans, to.Scans));

        static Dictionary<string, long> Sum(Dictionary<string, long> counts, Dictionary<string, long> from, Dictionary<string, long> to) => counts.Keys.Union(to.Keys, StringComparer.Ordinal).ToDictionary(
            key => key, key => counts.GetValueOrDefault(key) + Math.Max(0, to.GetValueOrDefault(key) - from.GetValueOrDefault(key)), StringComparer.Ordinal);
    }

    /// <summary>Reads them, with what this connection itself has used.</summary>
    public static async Task<(OldColumnUse Use, Dictionary<string, string> Texts)> ReadAsync(NpgsqlConnection connection, InPlacePlan plan, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major >= 15)
            await connection.ExecuteAsync("SELECT pg_stat_force_next_flush()", cancellationToken).ConfigureAwait(false);
        else
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);      // what a statistics collector takes
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var scans = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in plan.Tables)
        {
            var indexes = await connection.ListAsync(ScansSql, row => (Name: row.GetString(0), Scans: row.GetInt64(1), Body: RenamedSql.IndexBody(row.GetString(2))), cancellationToken, table.QuotedName).ConfigureAwait(false);
            foreach (var index in indexes.Where(index => OldColumns.Of(table).Any(column => RenamedSql.Names(index.Body, column))))
                scans[index.Name] = index.Scans;
        }

        if (await StatementsViewAsync(connection, cancellationToken).ConfigureAwait(false) is not { } view)
            return (new OldColumnUse(null, scans), texts);
        var columns = plan.Tables.SelectMany(OldColumns.Of).Distinct(StringComparer.Ordinal).ToList();
        var statements = new Dictionary<string, long>(StringComparer.Ordinal);
        var run = await connection.ListAsync(
            $"SELECT s.queryid::text, sum(s.calls)::bigint, min(s.query) FROM {view} s WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND s.queryid IS NOT NULL GROUP BY 1",
            row => (Id: row.GetString(0), Calls: row.GetInt64(1), Text: row.GetString(2)), cancellationToken).ConfigureAwait(false);
        foreach (var statement in run.Where(statement => IsReader(statement.Text) && columns.Exists(column => RenamedSql.Names(statement.Text, column))))
            (statements[statement.Id], texts[statement.Id]) = (statement.Calls, statement.Text);
        return (new OldColumnUse(statements, scans), texts);
    }

    /// <summary>What was used since, a sentence each.</summary>
    public IEnumerable<string> Since(OldColumnUse before, Dictionary<string, string> texts, IReadOnlySet<string> accepted)
    {
        foreach (var (name, scans) in Scans.Where(index => !accepted.Contains(index.Key)))
        {
            if (More(scans, before.Scans.GetValueOrDefault(name)) is > 0 and var more)
                yield return string.Create(CultureInfo.InvariantCulture, $"The index {name} was used {more} times since writes were switched.");
        }

        foreach (var (id, calls) in (Statements ?? []).Where(statement => !accepted.Contains(statement.Key)))
        {
            if (More(calls, before.Statements?.GetValueOrDefault(id) ?? 0) is > 0 and var more)
                yield return string.Create(CultureInfo.InvariantCulture, $"A statement that names a Clerk id was run {more} times since writes were switched ({id}): {Short(texts[id])}");
        }
    }

    // Statistics that were reset begin anew.
    private static long More(long now, long before) => now >= before ? now - before : now;

    /// <summary>What reads on behalf of the application: not the cut-over itself, a change of the schema, a back-up or what a foreign key looks up.</summary>
    private static bool IsReader(string text) =>
        !text.Contains("clerk2workos", StringComparison.Ordinal) && !text.Contains("OPERATOR(pg_catalog.", StringComparison.Ordinal)
        && !OfTheSchema.Any(verb => text.TrimStart().StartsWith(verb, StringComparison.OrdinalIgnoreCase))
        && !(text.TrimStart().StartsWith("COPY ", StringComparison.OrdinalIgnoreCase) && text.Contains(" TO ", StringComparison.OrdinalIgnoreCase));

    private static string Short(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 200 } longer ? $"{longer[..200]}…" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The extension may be there without its library, or not for this role.</summary>
    private static async Task<string?> StatementsViewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var schema = await connection.ScalarAsync<string>(
            "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements' AND current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%'", cancellationToken).ConfigureAwait(false);
        return schema is null ? null : $"{SqlName.Quote(schema)}.pg_stat_statements";
    }
}
