using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>How a value gets from one column into another without losing anything.</summary>
/// <param name="SourceCast">What the legacy database turns it into before it is sent; null for nothing.</param>
/// <param name="WireType">The type that it travels as, which the target knows.</param>
/// <param name="TargetCast">What the target turns it into, which may fail for a single row; null if its bytes are the column's already.</param>
internal sealed record ColumnConversion(string? SourceCast, string WireType, string? TargetCast)
{
    /// <summary>The type for a table in between; of some types the bare name means a length of one.</summary>
    public string StageType => WireType switch
    {
        "character" => "bpchar",
        "character[]" => "bpchar[]",
        "bit" => "bit varying",
        "bit[]" => "bit varying[]",
        _ => WireType,
    };

    /// <summary>The expression that the legacy database is asked for.</summary>
    public string Read(string column) => SourceCast switch
    {
        null => column,
        _ when SourceCast.StartsWith("AT ", StringComparison.Ordinal) => $"({column} {SourceCast})",
        _ => $"{column}::{SourceCast}",
    };

    /// <summary>Why there is none; null if there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>For an array of an enum, whose elements say of which type they are: the target's own enum.</summary>
    public uint ElementOid { get; init; }

    /// <summary>Labels of an enum that the target's does not have: rows with them are rejected.</summary>
    public ImmutableArray<string> MissingLabels { get; init; } = [];

    private static readonly string[] Texts = ["text", "character varying"];
    private static readonly string[] Numbers = ["smallint", "integer", "bigint", "numeric"];

    // From a text the target reads its own type; what it cannot read is rejected row by row.
    private static readonly string[] Readable =
    [
        "uuid", "smallint", "integer", "bigint", "numeric", "boolean", "date", "jsonb", "json", "timestamp with time zone", "timestamp without time zone",
        "time without time zone", "double precision", "real", "inet", "cidr", "bytea", "interval",
    ];

    public static ColumnConversion Between(CatalogColumn source, CatalogColumn target, string? timeZone)
    {
        if (source.IsEnumArray && target.IsEnumArray)
            return EnumArray(source, target);
        if (source.IsEnum || target.IsEnum)
            return Enum(source, target);
        if (source.BaseType == target.BaseType)
            return Same(source, target);
        if (IsText(source) && IsText(target))
            return new(null, target.BaseType, null);
        if (IsText(target) || (source.BaseType == "character" && IsText(target)))
            return new("text", "text", null);
        if (IsText(source) && Readable.Contains(target.BaseType))
            return new("text", "text", target.BaseType);
        if (Array.IndexOf(Numbers, source.BaseType) is >= 0 and var from && Array.IndexOf(Numbers, target.BaseType) is var to && to > from)
            return target is { BaseType: "numeric", Modifier: >= 0 } && Scale(target.Modifier) < 0 ? Refuse(source, target, "it would be rounded") : new(target.BaseType, target.BaseType, null);
        return Widened(source, target, timeZone) ?? Refuse(source, target, "there is no conversion that loses nothing");
    }

    private static ColumnConversion? Widened(CatalogColumn source, CatalogColumn target, string? timeZone) => (source.BaseType, target.BaseType) switch
    {
        ("real", "double precision") or ("smallint" or "integer", "double precision") or ("smallint", "real") or ("date", "timestamp without time zone")
            or ("cidr", "inet") => new(target.BaseType, target.BaseType, null),
        ("jsonb", "json") => new("json", "json", null),
        ("json", "jsonb") => new("text", "text", "jsonb"),
        ("timestamp without time zone", "timestamp with time zone") when timeZone is not null => new($"AT TIME ZONE {Sql.SqlName.Literal(timeZone)}", target.BaseType, null),
        ("timestamp without time zone", "timestamp with time zone") => Refuse(source, target, "the mapping file has to say in which time zone it was written (timeZone)"),
        _ => null,
    };

    private static ColumnConversion Same(CatalogColumn source, CatalogColumn target)
    {
        if (IsRounded(source, target))
            return Refuse(source, target, "it would be rounded");
        // Arrays and composite types of one's own say by number of which type their parts are, and each database has its own numbers.
        return target.TypeOid >= FirstOwnOid && (target.ElementOid != 0 || source.TypeOid != target.TypeOid && !IsPlain(target))
            ? new("text", "text", target.BaseType)
            : new(null, target.BaseType, null);
    }

    private static ColumnConversion Enum(CatalogColumn source, CatalogColumn target)
    {
        if (source.IsEnum && target.IsEnum)
            return new("text", "text", target.BaseType) { MissingLabels = Missing(source, target) };
        if (source.IsEnum)
            return IsText(target) ? new("text", "text", null) : Refuse(source, target, "there is no conversion that loses nothing");
        return IsText(source) ? new("text", "text", target.BaseType) : Refuse(source, target, "there is no conversion that loses nothing");
    }

    private static ColumnConversion EnumArray(CatalogColumn source, CatalogColumn target) =>
        new("text[]", "text[]", target.BaseType) { ElementOid = target.ElementOid, MissingLabels = Missing(source, target) };

    /// <summary>Whether the bytes of the wire are those of the column, so that a COPY straight into it is possible although the types differ by name.</summary>
    public bool IsDirect(CatalogColumn target) => TargetCast is null || target.IsEnum || ElementOid != 0;

    private static ImmutableArray<string> Missing(CatalogColumn source, CatalogColumn target) => [.. source.Labels.Except(target.Labels)];

    private static bool IsText(CatalogColumn column) => Texts.Contains(column.BaseType) || column.BaseType is "citext";

    // A base type made by an extension: its bytes are the same wherever the extension is.
    private static bool IsPlain(CatalogColumn column) => column.BaseType is "citext" or "hstore" or "geometry" or "geography" or "vector" or "ltree";

    private static bool IsRounded(CatalogColumn source, CatalogColumn target)
    {
        if (target.Modifier < 0 || source.Modifier == target.Modifier)
            return false;
        return target.BaseType switch
        {
            "numeric" => source.Modifier < 0 || Scale(target.Modifier) < Scale(source.Modifier),
            "timestamp with time zone" or "timestamp without time zone" or "time without time zone" or "time with time zone" =>
                target.Modifier < (source.Modifier < 0 ? 6 : source.Modifier),
            "interval" => true,
            _ => target.BaseType is "numeric[]",
        };
    }

    private static int Scale(int modifier) => (((modifier - 4) & 0x7ff) ^ 1024) - 1024;

    private static ColumnConversion Refuse(CatalogColumn source, CatalogColumn target, string reason) =>
        new(null, "text", null) { Refusal = $"{source.Type} does not become {target.Type}: {reason}" };

    private const uint FirstOwnOid = 16384;
}
