using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A table with its rules, checked against the catalog.</summary>
/// <param name="Catalog">The table as it is.</param>
/// <param name="Rules">Its rules; all of their columns exist.</param>
internal sealed record RlsTable(CatalogTable Catalog, ImmutableArray<RlsRule> Rules)
{
    public string Name => Catalog.Name;

    public string QuotedName => Catalog.QuotedName;

    /// <summary>The organization that new rows have to be in; null where the table knows none.</summary>
    public CatalogColumn? Organization { get; init; }

    /// <summary>Columns that a person may not change: keys, ids of people and organizations, what only the service writes.</summary>
    public ImmutableArray<CatalogColumn> Fixed { get; init; } = [];

    /// <summary>Those of them that a person may not fill in either.</summary>
    public ImmutableArray<CatalogColumn> ServiceColumns { get; init; } = [];

    public bool IsAppendOnly { get; init; }

    /// <summary>What anybody signed in may do, by any of the rules.</summary>
    public RowCommands Commands => Rules.Aggregate(RowCommands.None, (all, rule) => all | rule.Commands);

    /// <summary>Whether visitors may read some of it.</summary>
    public bool IsPublic => Rules.Any(rule => rule.Who == Audience.Everyone);

    /// <summary>Columns that a person may change.</summary>
    public IEnumerable<CatalogColumn> Changeable => Catalog.Columns.Where(column => !column.IsGenerated && column.Identity != CatalogIdentity.Always && !Fixed.Contains(column));

    /// <summary>Service columns that a new row has to leave out since it cannot be told whether they are empty.</summary>
    public IEnumerable<CatalogColumn> NotInsertable => ServiceColumns.Where(column => column.IsNotNull && column.BaseType != "boolean");
}

/// <summary>A rule with what its columns refer to.</summary>
/// <param name="Who">Whom it is about.</param>
/// <param name="Commands">What they may do.</param>
internal sealed record RlsRule(Audience Who, RowCommands Commands)
{
    /// <summary>The column that says whose a row is; null for <see cref="Audience.Everyone"/>.</summary>
    public CatalogColumn? Column { get; init; }

    public bool WithinOrganization { get; init; }

    public string? Where { get; init; }

    /// <summary>For <see cref="Audience.Parent"/>: the table and the columns of it.</summary>
    public RlsParent? Parent { get; init; }
}

/// <summary>The row that another belongs to.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">The column that is referred to.</param>
/// <param name="Owner">The column with the person's WorkOS user id.</param>
internal sealed record RlsParent(CatalogTable Table, CatalogColumn Key, CatalogColumn Owner);
