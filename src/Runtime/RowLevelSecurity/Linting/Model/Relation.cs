namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

internal enum RelationKind
{
    Table,
    View,
    MaterializedView,
    ForeignTable,
}

/// <summary>A table or a view, as far as it is known.</summary>
internal sealed class Relation(ObjectName name)
{
    public ObjectName Name { get; set; } = name;

    public RelationKind Kind { get; set; }

    /// <summary>Whether columns and indexes are all there; not where files speak of a table that they do not create.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Null where it is not known.</summary>
    public string? Owner { get; set; }

    public bool HasRowSecurity { get; set; }

    public bool IsForced { get; set; }

    /// <summary>The table whose partition it is.</summary>
    public ObjectName? PartitionOf { get; set; }

    /// <summary>Whether a view runs with the rights of who reads it.</summary>
    public bool IsInvoker { get; set; }

    /// <summary>Whether an extension made it.</summary>
    public bool IsOfExtension { get; set; }

    /// <summary>Names and types.</summary>
    public Dictionary<string, string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that stand first in an index over all rows in which they are not null; by the index's name.</summary>
    public Dictionary<string, string> Indexes { get; } = new(StringComparer.Ordinal);

    public List<Policy> Policies { get; } = [];

    public HashSet<Privilege> Privileges { get; } = [];

    /// <summary>What a view reads.</summary>
    public HashSet<ObjectName> Reads { get; } = [];

    public bool IsIndexed(string column) => Indexes.ContainsValue(column);
}

/// <summary>One privilege on a table, or on some of its columns.</summary>
/// <param name="Grantee">A role, or <see cref="DatabaseState.Public"/>.</param>
/// <param name="Name">In capitals: <c>SELECT</c>.</param>
internal readonly record struct Privilege(string Grantee, string Name);
