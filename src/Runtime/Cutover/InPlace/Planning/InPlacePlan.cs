using System.Collections.Immutable;
using System.Text.Json;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>What is added to which tables, as it was found before anything was: kept in the database, since afterwards it cannot be seen any more.</summary>
/// <param name="Schema">The tables' schema.</param>
/// <param name="Tables">A table comes after those that its foreign keys lead to.</param>
internal sealed record InPlacePlan(string Schema, ImmutableArray<InPlaceTable> Tables)
{
    /// <summary>Whether there is a table of organizations with an id and a slug.</summary>
    public bool HasOrganizations { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static InPlacePlan Parse(string json) => JsonSerializer.Deserialize<InPlacePlan>(json)!;
}

/// <summary>One table.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The columns of its primary key, or of a unique key without nulls.</param>
/// <param name="Pairs">Its columns of user ids.</param>
internal sealed record InPlaceTable(string Schema, string Name, ImmutableArray<string> Key, ImmutableArray<IdPair> Pairs)
{
    /// <summary>Where its rows' organization goes and comes from; null where nobody owns them.</summary>
    public OrganizationFill? Organization { get; init; }

    /// <summary>The types of <see cref="Key"/>.</summary>
    public ImmutableArray<string> KeyTypes { get; init; } = [];

    /// <summary>Indexes that the WorkOS columns need, as the Clerk columns have them.</summary>
    public ImmutableArray<AddedIndex> Indexes { get; init; } = [];

    /// <summary>Foreign keys that the WorkOS columns need, as the Clerk columns have them.</summary>
    public ImmutableArray<AddedForeignKey> ForeignKeys { get; init; } = [];

    public string QuotedName => SqlName.Quote(Schema, Name);

    /// <summary>For names of our own: <c>public.meeting</c>.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>Columns that were there already and are filled where they are empty.</summary>
    public IEnumerable<string> FoundColumns =>
        [.. Pairs.Where(pair => !pair.IsAdded).Select(pair => pair.Workos), .. Organization is { IsAdded: false } organization ? [organization.Column] : Array.Empty<string>()];
}

/// <summary>A Clerk id and the WorkOS id of the same user.</summary>
/// <param name="Clerk">The column of the Clerk id.</param>
/// <param name="Workos">The column of the WorkOS id.</param>
/// <param name="IsAdded">Whether it is added by the cut-over; it was there already otherwise.</param>
/// <param name="IsRequired">Whether no row may be without.</param>
/// <param name="WasRequired">Whether that held for the WorkOS column before.</param>
internal sealed record IdPair(string Clerk, string Workos, bool IsAdded, bool IsRequired, bool WasRequired)
{
    public string ClerkSql => SqlName.Quote(Clerk);

    public string WorkosSql => SqlName.Quote(Workos);
}

/// <summary>A row's organization.</summary>
/// <param name="Column">The column for <c>organizations.id</c>.</param>
/// <param name="IsAdded">Whether it is added by the cut-over.</param>
/// <param name="Places">Where a Clerk id of a user or an organization is found that decides; the first that has one does.</param>
internal sealed record OrganizationFill(string Column, bool IsAdded, ImmutableArray<OrganizationPlace> Places)
{
    /// <summary>The column of Clerk's organization id in the row itself; null if it has none.</summary>
    public string? ClerkColumn { get; init; }

    /// <summary>Whether a row cannot be without it.</summary>
    public bool IsClerkRequired { get; init; }

    public string ColumnSql => SqlName.Quote(Column);

    public string? ClerkSql => ClerkColumn is null ? null : SqlName.Quote(ClerkColumn);
}

/// <summary>A place where the owner of a row <c>t</c> is found.</summary>
/// <param name="Sql">The id.</param>
/// <param name="Joins">The rows that lead there, joined to <c>t</c>; empty where it is in the row itself.</param>
/// <param name="IsUser">A user's id; an organization's otherwise.</param>
internal sealed record OrganizationPlace(string Sql, string Joins, bool IsUser)
{
    /// <summary>The id of the organization in the database, by the maps.</summary>
    public string OrganizationOf(string id) => IsUser ? $"clerk2workos.organization_of_user({id})" : $"clerk2workos.organization_of_clerk({id})";
}

/// <summary>An index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sql">The statement that builds it beside the running application.</param>
internal sealed record AddedIndex(string Name, string Sql);

/// <summary>A foreign key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">From FOREIGN KEY on, without NOT VALID.</param>
/// <param name="Old">The one over Clerk ids that it takes the place of; null where there was none.</param>
internal sealed record AddedForeignKey(string Name, string Definition, string? Old);
