using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>How the rows of one legacy table become rows of the target.</summary>
/// <param name="Source">The legacy table.</param>
/// <param name="Target">Its counterpart.</param>
/// <param name="Columns">What is copied, in the order of the target's columns.</param>
internal sealed record TableMapping(CatalogTable Source, CatalogTable Target, ImmutableArray<MappedColumn> Columns)
{
    /// <summary>In the legacy database: the primary key, or another unique key without nulls. Empty where there is none.</summary>
    public ImmutableArray<CatalogColumn> Key { get; init; } = [];

    /// <summary>Which of <see cref="Columns"/> are the target's primary key; empty where it has none, or not all of it is filled from the legacy row.</summary>
    public ImmutableArray<int> TargetKey { get; init; } = [];

    /// <summary>The target's column for <c>organizations.id</c>; null where there is none.</summary>
    public CatalogColumn? OrganizationColumn { get; init; }

    /// <summary>Where the organization comes from: the first that has a value decides.</summary>
    public ImmutableArray<OrganizationSource> Organizations { get; init; } = [];

    /// <summary>Which of <see cref="Columns"/> are filled in when all rows of the cycle are there.</summary>
    public ImmutableArray<int> Links { get; init; } = [];

    /// <summary>The rows that <see cref="Links"/> lead to.</summary>
    public ImmutableArray<ParentReference> LinkParents { get; init; } = [];

    /// <summary>The rows that a row of this table needs.</summary>
    public ImmutableArray<ParentReference> Parents { get; init; } = [];

    /// <summary>Rows of this table, or of its group, that have to be there at the same moment.</summary>
    public ImmutableArray<ParentReference> Inner { get; init; } = [];

    /// <summary>Whether it has to be copied in one statement, since its rows refer to one another and cannot do without.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The tables, this one included, that are copied in one transaction, since they need one another; empty for a table on its own.</summary>
    public ImmutableArray<string> Group { get; init; } = [];

    /// <summary>Whether rows may be taken out again when the links are filled in, so that children have to wait for that.</summary>
    public bool IsOpenUntilLinked => !Links.IsEmpty && LinkParents.All(parent => parent.Parent == Name);

    /// <summary>Where what is filled in later waits.</summary>
    public string LinksTable => SqlName.Quote("clerk2workos", $"links_{(Target.Name.Length > 48 ? Target.Name[..48] : Target.Name)}");

    /// <summary>Which of <see cref="Columns"/> a row gets when it is new and keeps from then on.</summary>
    public ImmutableArray<int> OnlyWhenNew { get; init; } = [];

    /// <summary>Its place in the order of copying.</summary>
    public int Place { get; init; }

    /// <summary>As it stands in checkpoints and rejects.</summary>
    public string Name => NameOf(Source);

    /// <summary>Whether the bytes that are read can go straight into the target.</summary>
    public bool IsDirect => Columns.All(column => column.Conversion.IsDirect(column.Target));

    /// <summary>Whether the organization is what keeps a row from being moved.</summary>
    public bool IsOrganizationDemanded => OrganizationColumn is { IsNotNull: true };

    public static string NameOf(CatalogTable table) => $"{table.Schema}.{table.Name}";

    /// <summary>The key's columns of the row <c>t</c>, for an ORDER BY.</summary>
    public string KeySql => string.Join(", ", Key.Select(column => $"t.{column.QuotedName}"));

    /// <summary>The key of the row <c>t</c> as it stands in rejects: a JSON array of texts.</summary>
    public string KeyTextSql => Key.IsEmpty
        ? $"jsonb_build_array({string.Join(", ", Source.Columns.Select(column => $"t.{column.QuotedName}::text").Append("t.ctid::text"))})::text"
        : $"jsonb_build_array({string.Join(", ", Key.Select(column => $"t.{column.QuotedName}::text"))})::text";

    /// <summary>Where each column of the key is in <see cref="Columns"/>, unchanged; null where one is changed on the way, or left behind.</summary>
    public ImmutableArray<int>? KeyPlaces
    {
        get
        {
            var columns = Columns;
            int[] places = [.. Key.Select(key => Enumerable.Range(0, columns.Length).FirstOrDefault(
                index => columns[index] is { Change: ColumnChange.None, Conversion: { SourceCast: null, TargetCast: null } } column && column.Source == key && column.Target.BaseType == key.BaseType, -1))];
            return places.Length == 0 || places.Contains(-1) ? null : [.. places];
        }
    }

    /// <summary>The table as <c>t</c>, and what it has to be joined with to know the organization.</summary>
    public string FromSql => $"{Source.QuotedName} t{string.Concat(Organizations.SelectMany(source => source.Joins).Distinct())}";

    /// <summary>Changes whenever what is written would be another.</summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder(Target.QuotedName);
            foreach (var column in Columns)
                text.Append(CultureInfo.InvariantCulture, $"|{column.Sql}>{column.Target.Name} {column.Conversion.WireType} {column.Change} {column.Unmapped} {string.Join(',', column.Paths)}");
            foreach (var organization in Organizations)
                text.Append(CultureInfo.InvariantCulture, $"|{organization.Sql} {organization.IsUser}");
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.Append(OrganizationColumn?.Name).ToString())))[..32];
        }
    }

    /// <summary>The target's columns in the order in which rows are written.</summary>
    public IEnumerable<CatalogColumn> Written => OrganizationColumn is null ? Columns.Select(column => column.Target) : Columns.Select(column => column.Target).Append(OrganizationColumn);

    public string WrittenSql => string.Join(", ", Written.Select(column => column.QuotedName));
}

/// <summary>One column that is copied.</summary>
/// <param name="Source">The legacy column; null for a value that is the same in all rows.</param>
/// <param name="Sql">What the legacy database is asked for, of the row <c>t</c>.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Conversion">As what it travels.</param>
/// <param name="Change">What is done to it on the way.</param>
internal sealed record MappedColumn(CatalogColumn? Source, string Sql, CatalogColumn Target, ColumnConversion Conversion, ColumnChange Change)
{
    public UnmappedId Unmapped { get; init; }

    /// <summary>Where Clerk ids are replaced in a document; empty for everywhere.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];
}

/// <summary>What is done to a value on the way.</summary>
internal enum ColumnChange
{
    /// <summary>Nothing: its bytes are passed on.</summary>
    None,

    /// <summary>It is a Clerk user's id, and becomes WorkOS's.</summary>
    UserId,

    /// <summary>It is an array of them.</summary>
    UserIds,

    /// <summary>Clerk ids in it are replaced.</summary>
    Rewrite,
}

/// <summary>One place that tells a row's organization.</summary>
/// <param name="Sql">The Clerk id, a text.</param>
/// <param name="IsUser">A user's, who has a personal organization; otherwise an organization's.</param>
/// <param name="Joins">What the row has to be joined with.</param>
internal sealed record OrganizationSource(string Sql, bool IsUser, ImmutableArray<string> Joins)
{
    public bool IsOfParent => !Joins.IsEmpty;

    /// <summary>The column behind <see cref="Sql"/>, for a person.</summary>
    public required string Column { get; init; }

    /// <summary>The legacy tables that <see cref="Joins"/> lead through, in their order: the first is joined as <c>p1</c>, the second as <c>p2</c>.</summary>
    public ImmutableArray<CatalogTable> Through { get; init; } = [];
}

/// <summary>A row that another one needs, by the names of the target.</summary>
internal sealed record ParentReference(string Constraint, string Parent, string ParentTable, ImmutableArray<string> Columns, ImmutableArray<string> ParentColumns)
{
    /// <summary>Whether the target finds the parent by an index.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>The condition under which the row <c>s</c> lacks its parent.</summary>
    public string MissingSql(Func<string, string> child)
    {
        var (columns, parents) = (Columns, ParentColumns);
        var pairs = columns.Select((column, index) => $"p.{SqlName.Quote(parents[index])} = {child(column)}");
        return $"{string.Join(" AND ", columns.Select(column => $"{child(column)} IS NOT NULL"))} AND NOT EXISTS (SELECT FROM {ParentTable} p WHERE {string.Join(" AND ", pairs)})";
    }
}
