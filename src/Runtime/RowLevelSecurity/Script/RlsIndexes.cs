using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>An index behind a column, or a condition, of a policy.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sql">The statement that creates it, where it is not there.</param>
internal sealed record RlsIndex(RlsTable Table, string Name, string Sql);

/// <summary>The indexes that the policies need and the application has not made itself.</summary>
internal static class RlsIndexes
{
    /// <summary>The columns of whole, valid indexes that are not ours, in their order.</summary>
    private const string ColumnsSql = """
        SELECT c.relname, ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.place)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
        WHERE n.nspname = $1 AND i.indisvalid AND i.indpred IS NULL AND i.indkey[0] <> 0 AND m.amname = 'btree' AND x.relname NOT LIKE 'c2w\_%'
        """;

    public static async Task<IReadOnlyList<RlsIndex>> OfAsync(NpgsqlConnection connection, RlsModel model, CancellationToken cancellationToken)
    {
        var indexes = await connection.ListAsync(ColumnsSql, row => (Table: row.GetString(0), Columns: row.GetFieldValue<string[]>(1)), cancellationToken, model.Options.Schema).ConfigureAwait(false);
        var leading = indexes.Select(index => (index.Table, index.Columns[0])).ToHashSet();
        var all = new List<RlsIndex>();
        if (model.Memberships is { } memberships)
        {
            if (!indexes.Any(index => index.Table == memberships.Table.Name && Covers(index.Columns, memberships)))
                all.Add(Covering(memberships));
            leading.Add((memberships.Table.Name, memberships.UserId.Name));
        }

        return [.. all.Concat(model.Tables.SelectMany(table => Of(table, leading))).DistinctBy(index => (index.Table.Name, index.Name))];
    }

    private static IEnumerable<RlsIndex> Of(RlsTable table, HashSet<(string, string)> leading)
    {
        var columns = table.Rules.Select(rule => rule.Column).Append(table.Commands > RowCommands.Select ? table.Organization : null).OfType<CatalogColumn>().Distinct();
        foreach (var column in columns.Where(column => !leading.Contains((table.Name, column.Name))))
            yield return On(table, column);
        foreach (var parent in table.Rules.Select(rule => rule.Parent).OfType<RlsParent>().Where(parent => !leading.Contains((parent.Table.Name, parent.Owner.Name))))
            yield return On(new RlsTable(parent.Table, []), parent.Owner);
        // Visitors see few of many: an index of those rows alone, in the order of the key.
        foreach (var (rule, number) in table.Rules.Where(rule => rule.Who == Audience.Everyone && !string.Equals(rule.Where!.Trim(), "true", StringComparison.OrdinalIgnoreCase)).Select((rule, i) => (rule, i + 1)))
        {
            if (table.Catalog.PrimaryKey is { } key)
                yield return Create(table, $"{table.Name}_public{(number > 1 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}", $"({string.Join(", ", key.Columns.Select(SqlName.Quote))}) where {rule.Where}");
        }
    }

    private static bool Covers(string[] columns, RlsMembershipColumns memberships) =>
        columns[0] == memberships.UserId.Name && Included(memberships).All(column => columns.Contains(column.Name));

    // Whose members they are is asked with nearly every statement: the index alone tells.
    private static RlsIndex Covering(RlsMembershipColumns memberships) => Create(
        new RlsTable(memberships.Table, []), $"{memberships.Table.Name}_{memberships.UserId.Name}_covering",
        $"({memberships.UserId.QuotedName}) include ({string.Join(", ", Included(memberships).Select(column => column.QuotedName))})");

    private static IEnumerable<CatalogColumn> Included(RlsMembershipColumns memberships) => new[] { memberships.OrgId, memberships.Role, memberships.Status }.OfType<CatalogColumn>();

    private static RlsIndex On(RlsTable table, CatalogColumn column) => Create(table, $"{table.Name}_{column.Name}", $"({column.QuotedName})");

    private static RlsIndex Create(RlsTable table, string about, string on)
    {
        var name = SqlName.Fitting($"c2w_{about}_idx");
        // A partitioned table's index cannot be built beside writers.
        return new(table, name, $"create index {(table.Catalog.IsPartitioned ? "" : "concurrently ")}if not exists {SqlName.Quote(name)} on {table.QuotedName} {on};");
    }
}
