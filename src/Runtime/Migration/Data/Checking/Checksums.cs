using System.Globalization;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Checking;

/// <summary>
/// The SQL that boils a table down to a few numbers, the same on both sides: for each column the sum of a hash of the key with the value, so that order does
/// not matter and a value in the wrong row does. WorkOS ids are turned back into Clerk's.
/// </summary>
internal sealed class Checksums
{
    private readonly TableMapping _table;
    private readonly string _hash;
    private readonly List<(string Name, string Source, string Target)> _columns = [];
    private readonly List<string> _joins = [];

    /// <param name="table">The table.</param>
    /// <param name="isHashShared">Whether both servers hash a text to the same number; otherwise a slower hash does.</param>
    public Checksums(TableMapping table, bool isHashShared)
    {
        _table = table;
        _hash = isHashShared ? "hashtextextended({0}, 0)" : "('x' || substr(md5({0}), 1, 16))::bit(64)::bigint";
        for (var index = 0; index < table.Columns.Length; index++)
            Add(table.Columns[index], index);
        var key = table.Key.Select(column => _columns.Find(compared => table.Columns.Any(mapped => mapped.Source == column && mapped.Target.Name == compared.Name && mapped.Change is ColumnChange.None or ColumnChange.UserId && mapped.Source == column))).ToList();
        HasKey = key.Count > 0 && key.TrueForAll(column => column.Name is not null);
        (SourceKey, TargetKey) = HasKey ? (Key(key.Select(column => column.Source)), Key(key.Select(column => column.Target))) : ("''", "''");
    }

    /// <summary>Whether rows can be told apart on both sides.</summary>
    public bool HasKey { get; }

    public string SourceKey { get; }

    public string TargetKey { get; }

    public IReadOnlyList<string> Compared => [.. _columns.Select(column => column.Name)];

    public List<string> NotCompared { get; } = [];

    public string SourceSums => $"SELECT count(*), {Sums(SourceKey, column => column.Source)} FROM {_table.Source.QuotedName} t";

    public string TargetSums => $"SELECT count(*), {Sums(TargetKey, column => column.Target)} FROM {TargetFrom}";

    /// <summary>Key and hash of each row, in the order of keys.</summary>
    public string SourceRows => $"SELECT {SourceKey} COLLATE \"C\", {RowHash(column => column.Source)} FROM {_table.Source.QuotedName} t ORDER BY 1";

    public string TargetRows => $"SELECT {TargetKey} COLLATE \"C\", {RowHash(column => column.Target)} FROM {TargetFrom} ORDER BY 1";

    /// <summary>Whether both servers hash a text to the same number: PostgreSQL does not promise that all versions and machines do.</summary>
    public static async Task<bool> IsHashSharedAsync(NpgsqlConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        const string Probe = "SELECT hashtextextended('Clerk2WorkOS', 0) # hashtextextended('é', 0)";
        return await from.ScalarAsync<long>(Probe, cancellationToken).ConfigureAwait(false) == await to.ScalarAsync<long>(Probe, cancellationToken).ConfigureAwait(false);
    }

    private string TargetFrom => $"{_table.Target.QuotedName} t{string.Concat(_joins)}";

    private void Add(MappedColumn column, int index)
    {
        var target = $"t.{column.Target.QuotedName}";
        switch (column.Change)
        {
            case ColumnChange.UserId when column.Unmapped != UnmappedId.Null:
                var map = string.Create(CultureInfo.InvariantCulture, $"m{index}");
                _joins.Add($" LEFT JOIN clerk2workos.user_map {map} ON {map}.workos_user_id = {target}");
                _columns.Add((column.Target.Name, $"{column.Sql}::text", $"coalesce({map}.clerk_user_id, {target}::text)"));
                break;
            case ColumnChange.UserIds when column.Unmapped != UnmappedId.Null:
                var back = $"SELECT array_agg(coalesce(m.clerk_user_id, e.id) ORDER BY e.place) FROM unnest({target}::text[]) WITH ORDINALITY e(id, place) LEFT JOIN clerk2workos.user_map m ON m.workos_user_id = e.id";
                _columns.Add((column.Target.Name, $"{column.Sql}::text", $"CASE WHEN {target} IS NULL THEN NULL ELSE coalesce(({back})::text, '{{}}') END"));
                break;
            case ColumnChange.None when column.Conversion.TargetCast is null || column.Target.IsEnum || column.Conversion.ElementOid != 0 || column.Conversion is { SourceCast: "text" } && column.Source?.BaseType == column.Target.BaseType:
                _columns.Add((column.Target.Name, Text(column.Sql, column), Text(target, column)));
                break;
            default:
                NotCompared.Add(column.Target.Name);
                break;
        }
    }

    // 1.5 and 1.50 are the same number.
    private static string Text(string sql, MappedColumn column) => column.Target.BaseType == "numeric" ? $"trim_scale({sql}::numeric)::text" : column.Target.BaseType == "character varying" ? $"{sql}::text" : $"({sql})::text";

    private static string Key(IEnumerable<string> columns) => $"jsonb_build_array({string.Join(", ", columns)})::text";

    private string Sums(string key, Func<(string Name, string Source, string Target), string> side) => string.Join(", ", _columns.Select(column =>
        $"coalesce(sum({Hash($"{key} || E'\\x1f' || coalesce({side(column)}, E'\\x01')")}), 0)::text").DefaultIfEmpty("'0'"));

    private string RowHash(Func<(string Name, string Source, string Target), string> side) =>
        Hash(string.Join(" || E'\\x1f' || ", _columns.Select(column => $"coalesce({side(column)}, E'\\x01')").DefaultIfEmpty("''")));

    private string Hash(string text) => string.Format(CultureInfo.InvariantCulture, _hash, text);
}
