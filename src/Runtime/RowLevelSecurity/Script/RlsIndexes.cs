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
    /// <summary>The first columns of whole, valid indexes that are not ours.</summary>
    private const string LeadingSql = """
        SELECT c.relname, a.attname
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] JOIN pg_am m ON m.oid = x.relam
        WHERE n.nspname = $1 AND i.indisvalid AND i.indpred IS NULL AND m.amname = 'btree' AND x.relname NOT LIKE 'c2w\_%'
        """;

    public static async Task<IReadOnlyList<RlsIndex>> OfAsync(NpgsqlConnection connection, RlsModel model, CancellationToken cancellationToken)
    {
        var leading = (await connection.ListAsync(LeadingSql, row => (row.GetString(0), row.GetString(1)), cancellationToken, model.Options.Schema).ConfigureAwait(false)).ToHashSet();
        return [.. model.Tables.SelectMany(table => Of(table, leading)).Concat(OfMemberships(model, leading)).DistinctBy(index => (index.Table.Name, index.Name))];
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

    private static IEnumerable<RlsIndex> OfMemberships(RlsModel model, HashSet<(string, string)> leading)
    {
        if (model.Memberships is { } memberships && !leading.Contains((memberships.Table.Name, memberships.UserId.Name)))
            yield return On(new RlsTable(memberships.Table, []), memberships.UserId);
    }

    private static RlsIndex On(RlsTable table, CatalogColumn column) => Create(table, $"{table.Name}_{column.Name}", $"({column.QuotedName})");

    private static RlsIndex Create(RlsTable table, string about, string on)
    {
        var name = SqlName.Fitting($"c2w_{about}_idx");
        // A partitioned table's index cannot be built beside writers.
        return new(table, name, $"create index {(table.Catalog.IsPartitioned ? "" : "concurrently ")}if not exists {SqlName.Quote(name)} on {table.QuotedName} {on};");
    }
}
