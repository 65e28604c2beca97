using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>Parents before children. Where tables need one another, a column that may be empty is filled in afterwards, or they are copied in one transaction.</summary>
internal sealed class TableOrder
{
    private readonly Dictionary<string, TableMapping> _tables;
    private readonly List<Edge> _edges;
    private readonly List<PlanProblem> _problems;

    private TableOrder(ImmutableArray<TableMapping> tables, List<PlanProblem> problems)
    {
        _tables = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        _edges = [.. tables.SelectMany(table => Edges(table, tables))];
        _problems = problems;
    }

    public static ImmutableArray<TableMapping> Of(ImmutableArray<TableMapping> tables, List<PlanProblem> problems)
    {
        var order = new TableOrder(tables, problems);
        order.OpenOwnCycles();
        while (order.Cycle() is { } cycle && order.Open(cycle))
        {
            // one edge of a cycle less, until there is none
        }

        order.NoteParents();
        return order.Sorted();
    }

    /// <summary>The target's foreign keys, and those of the legacy database that the target no longer checks.</summary>
    private static IEnumerable<Edge> Edges(TableMapping child, ImmutableArray<TableMapping> tables)
    {
        var hard = new List<Edge>();
        foreach (var key in child.Target.ForeignKeys)
        {
            if (tables.FirstOrDefault(table => table.Target.Name == key.ParentTable && table.Target.Schema == key.ParentSchema) is { } parent
                && key.Columns.All(column => child.Written.Any(written => written.Name == column)))
                hard.Add(new Edge(child.Name, parent.Name, key.Name, parent.Target.QuotedName, key.Columns, key.ParentColumns, IsChecked: true, key.IsDeferrable));
        }

        var soft = child.Source.ForeignKeys.Select(key => Translated(child, key, tables)).OfType<Edge>();
        return [.. hard, .. soft.Where(edge => !hard.Exists(other => other.Parent == edge.Parent && other.Columns.SequenceEqual(edge.Columns)))];
    }

    private static Edge? Translated(TableMapping child, CatalogForeignKey key, ImmutableArray<TableMapping> tables)
    {
        if (tables.FirstOrDefault(table => table.Source.Name == key.ParentTable && table.Source.Schema == key.ParentSchema) is not { } parent)
            return null;
        var (columns, parentColumns) = (Forth(child, key.Columns), Forth(parent, key.ParentColumns));
        return columns is null || parentColumns is null
            ? null
            : new Edge(child.Name, parent.Name, key.Name, parent.Target.QuotedName, [.. columns], [.. parentColumns], IsChecked: false, key.IsDeferrable);
    }

    private static List<string>? Forth(TableMapping table, ImmutableArray<string> columns)
    {
        var names = columns.Select(column => table.Columns.FirstOrDefault(mapped => mapped.Source?.Name == column)?.Target.Name).ToList();
        return names.Contains(null) ? null : [.. names.OfType<string>()];
    }

    /// <summary>A table that refers to itself.</summary>
    private void OpenOwnCycles()
    {
        foreach (var edge in _edges.Where(edge => edge.Child == edge.Parent).ToList())
        {
            _edges.Remove(edge);
            if (!TryLink(edge))
                _tables[edge.Child] = _tables[edge.Child] with { IsWhole = true, Inner = _tables[edge.Child].Inner.Add(Reference(edge)) };
        }
    }

    /// <summary>Takes one edge out of a cycle.</summary>
    /// <returns>False if the cycle stays, as a group of tables or as a problem.</returns>
    private bool Open(List<Edge> cycle)
    {
        var edge = cycle.Find(edge => !edge.IsChecked) ?? cycle.Find(TryLink);
        if (edge is null && !cycle.TrueForAll(edge => edge.IsDeferrable))
        {
            _problems.Add(new PlanProblem(
                "cycle", _tables[cycle[0].Child].Source.Name,
                $"{string.Join(" → ", cycle.Select(edge => _tables[edge.Child].Target.Name))} need one another, and none of the foreign keys ({string.Join(", ", cycle.Select(edge => edge.Constraint))}) has a column that may be empty: make one of them DEFERRABLE.",
                IsBlocking: true));
        }

        if (edge is null)
            Together(cycle);
        else
            _edges.Remove(edge);
        return true;
    }

    private void Together(List<Edge> cycle)
    {
        // Tables that are in a group already come along with it.
        string[] group = [.. cycle.SelectMany(edge => _tables[edge.Child].Group.Append(edge.Child)).Distinct().Order(StringComparer.Ordinal)];
        foreach (var name in group)
        {
            var inner = _edges.Where(edge => edge.Child == name && group.Contains(edge.Parent)).Select(Reference);
            _tables[name] = _tables[name] with { IsWhole = true, Group = [.. group], Inner = [.. _tables[name].Inner, .. inner] };
        }

        _edges.RemoveAll(edge => group.Contains(edge.Child) && group.Contains(edge.Parent));
    }

    /// <summary>Has the columns of a foreign key that may be empty filled in afterwards.</summary>
    private bool TryLink(Edge edge)
    {
        var table = _tables[edge.Child];
        var columns = table.Columns;
        if (table.TargetKey.IsEmpty)
            return false;
        int[] links = [.. Enumerable.Range(0, columns.Length).Where(index => edge.Columns.Contains(columns[index].Target.Name) && !columns[index].Target.IsNotNull && !table.TargetKey.Contains(index))];
        if (links.Length == 0)
            return false;
        _tables[edge.Child] = table with { Links = [.. table.Links.Union(links).Order()], LinkParents = table.LinkParents.Add(Reference(edge)) };
        return true;
    }

    private void NoteParents()
    {
        foreach (var group in _edges.GroupBy(edge => edge.Child))
            _tables[group.Key] = _tables[group.Key] with { Parents = [.. group.Select(Reference)] };
    }

    private ParentReference Reference(Edge edge) =>
        new(edge.Constraint, edge.Parent, edge.ParentTable, edge.Columns, edge.ParentColumns) { IsIndexed = _tables[edge.Parent].Target.IsUnique(edge.ParentColumns) };

    private List<Edge>? Cycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in _tables.Keys.Order(StringComparer.Ordinal))
        {
            if (Cycle(name, [], done) is { } cycle)
                return cycle;
        }

        return null;
    }

    private List<Edge>? Cycle(string name, List<Edge> path, HashSet<string> done)
    {
        if (path.FindIndex(edge => edge.Child == name) is >= 0 and var start)
            return path[start..];
        if (done.Contains(name))
            return null;
        foreach (var edge in _edges.Where(edge => edge.Child == name))
        {
            if (Cycle(edge.Parent, [.. path, edge], done) is { } cycle)
                return cycle;
        }

        done.Add(name);
        return null;
    }

    private ImmutableArray<TableMapping> Sorted()
    {
        var sorted = new List<string>();
        foreach (var name in _tables.Keys.Order(StringComparer.Ordinal))
            Visit(name, sorted, []);
        return [.. sorted.Select((name, place) => _tables[name] with { Place = place })];
    }

    private void Visit(string name, List<string> sorted, HashSet<string> under)
    {
        if (sorted.Contains(name) || !under.Add(name))
            return;
        // What is copied together needs what any of it needs.
        var members = _tables[name].Group.IsEmpty ? [name] : _tables[name].Group;
        foreach (var edge in _edges.Where(edge => members.Contains(edge.Child) && !members.Contains(edge.Parent)).OrderBy(edge => edge.Parent, StringComparer.Ordinal))
            Visit(edge.Parent, sorted, under);
        foreach (var member in members.Where(member => !sorted.Contains(member)))
            sorted.Add(member);
    }

    private sealed record Edge(
        string Child, string Parent, string Constraint, string ParentTable, ImmutableArray<string> Columns, ImmutableArray<string> ParentColumns, bool IsChecked, bool IsDeferrable);
}
