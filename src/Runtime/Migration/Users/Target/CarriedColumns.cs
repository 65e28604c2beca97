using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.Migration.Users;

/// <summary>Which columns of the legacy users go along: those that the target has under the same name, in a type that takes the value.</summary>
internal sealed record CarriedColumns(ImmutableArray<CatalogColumn> Columns, ImmutableArray<LeftColumn> Left)
{
    private static readonly string[] Numbers = ["smallint", "integer", "bigint", "numeric", "real", "double precision"];
    private static readonly string[] Moments = ["date", "timestamp without time zone", "timestamp with time zone"];
    private static readonly string[] Documents = ["json", "jsonb"];

    public static CarriedColumns None { get; } = new([], []);

    /// <summary>Compares two tables.</summary>
    /// <param name="legacy">From.</param>
    /// <param name="target">To.</param>
    /// <param name="own">Columns of the target that the migration fills itself.</param>
    public static CarriedColumns Of(CatalogTable legacy, CatalogTable target, IReadOnlySet<string> own)
    {
        var carried = ImmutableArray.CreateBuilder<CatalogColumn>();
        var left = ImmutableArray.CreateBuilder<LeftColumn>();
        foreach (var column in legacy.Columns.Where(column => !own.Contains(column.Name)))
        {
            if (Objection(column, target.Find(column.Name)) is { } objection)
                left.Add(new(column.Name, objection));
            else
                carried.Add(target.Find(column.Name)!);
        }

        return new(carried.ToImmutable(), left.ToImmutable());
    }

    private static string? Objection(CatalogColumn from, CatalogColumn? to) => to switch
    {
        null => "the target has no column of that name",
        { IsGenerated: true } => "the target computes it",
        _ when Takes(from, to) => null,
        _ => $"it is of type {from.Type}, and the target's is of type {to.Type}",
    };

    /// <summary>Whether the value goes from one type to the other by way of its text.</summary>
    private static bool Takes(CatalogColumn from, CatalogColumn to) =>
        from.BaseType == to.BaseType || IsText(to.BaseType) || (from.IsEnum && to.IsEnum) || (IsText(from.BaseType) && to.IsEnum)
        || Are(Numbers, from, to) || Are(Moments, from, to) || Are(Documents, from, to) || (IsText(from.BaseType) && to.BaseType == "uuid");

    private static bool Are(string[] family, CatalogColumn from, CatalogColumn to) => family.Contains(from.BaseType) && family.Contains(to.BaseType);

    private static bool IsText(string type) => type is "text" or "character varying" or "citext" or "character";
}
