using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Migration.Data.Reversing;

/// <summary>
/// How a value of the target gets back into the column that it came from. What was made wider is made narrower again by way of its text: a value that no longer fits is refused by
/// PostgreSQL, and its row rejected.
/// </summary>
internal static class ReversedConversion
{
    private static readonly string[] Numbers = ["smallint", "integer", "bigint", "numeric"];

    public static ColumnConversion Of(MappedColumn forth)
    {
        var (from, to) = (forth.Target, forth.Source!);
        if (forth.Change is ColumnChange.UserId or ColumnChange.UserIds)
            return MappingBuilder.ForId(from, to);
        // The time zone of the way there; of a moment it makes the time that was written.
        if (forth.Conversion.SourceCast is { } zone && zone.StartsWith("AT ", StringComparison.Ordinal))
            return new(zone, to.BaseType, null);
        var conversion = ColumnConversion.Between(from, to, timeZone: null);
        if (conversion.Refusal is null || !IsWidened(from.BaseType, to.BaseType))
            return conversion;
        return new("text", "text", to.BaseType);
    }

    private static bool IsWidened(string from, string to) =>
        (from != to && Numbers.Contains(from) && Numbers.Contains(to)) || (from, to) is ("double precision", "smallint" or "integer" or "real") or ("real", "smallint") or ("inet", "cidr") or ("timestamp without time zone", "date");
}
