using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>Finds, in the legacy database, the rows that need others.</summary>
internal static class ChildRows
{
    /// <summary>The references of a table to another one, or to itself.</summary>
    public static IEnumerable<ParentReference> References(TableMapping child, TableMapping parent) =>
        child.Parents.Concat(child.Inner).Concat(child.LinkParents).Where(reference => reference.Parent == parent.Name);

    /// <summary>Whether a row without its parent is no row: otherwise the reference stays empty.</summary>
    public static bool IsNeeded(TableMapping child, ParentReference reference) => reference.Parent == child.Name || !child.LinkParents.Contains(reference);

    /// <summary>The keys of the rows that refer to some of another table.</summary>
    /// <param name="legacy">The legacy database.</param>
    /// <param name="child">Whose rows.</param>
    /// <param name="reference">By which reference.</param>
    /// <param name="parent">To which table.</param>
    /// <param name="keys">Of its rows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<List<string[]>> KeysAsync(
        NpgsqlConnection legacy, TableMapping child, ParentReference reference, TableMapping parent, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var columns = reference.Columns.Select((column, index) => (Child: Source(child, column), Parent: Source(parent, reference.ParentColumns[index]))).ToList();
        if (columns.Exists(pair => pair.Child is null || pair.Parent is null))
            return [];
        var same = string.Join(" AND ", columns.Select(pair => pair.Child!.BaseType == pair.Parent!.BaseType
            ? $"t.{pair.Child.QuotedName} = p.{pair.Parent.QuotedName}" : $"t.{pair.Child.QuotedName}::text = p.{pair.Parent.QuotedName}::text"));
        return await legacy.ListAsync(
            $"SELECT ARRAY[{KeyTexts(child)}] FROM {child.Source.QuotedName} t JOIN {parent.Source.QuotedName} p ON {same}{RowKeys.Condition(parent, keys, "p")}",
            row => row.GetFieldValue<string[]>(0), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The parts of the key of the row <c>t</c>, as texts.</summary>
    public static string KeyTexts(TableMapping table) => string.Join(", ", table.Key.Select(column => $"t.{column.QuotedName}::text"));

    private static CatalogColumn? Source(TableMapping table, string target) => table.Columns.FirstOrDefault(column => column.Target.Name == target)?.Source;
}
