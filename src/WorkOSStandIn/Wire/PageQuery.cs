using System.Globalization;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>Which part of a list is asked for: <c>limit</c> 1–100 (10), <c>order</c> (desc), and the id that the part comes <c>after</c> or <c>before</c>.</summary>
internal sealed record PageQuery(int Limit, bool Descending, string? After, string? Before)
{
    /// <summary>What was asked for, or how it is refused.</summary>
    public static (PageQuery? Query, Answer? Refused) Parse(Call call)
    {
        var errors = new List<FieldError>();
        var limit = 10;
        if (call.Query("limit") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 100))
            errors.Add(new("limit", "limit must be between 1 and 100"));
        var order = call.Query("order") ?? "desc";
        if (order is not ("asc" or "desc" or "normal"))
            errors.Add(new("order", "order must be one of the following values: normal, desc, asc"));
        var (after, before) = (call.Query("after"), call.Query("before"));
        if (after is not null && before is not null)
            errors.Add(new("before", "before and after are mutually exclusive"));
        return errors.Count > 0 ? (null, Refusal.Invalid(errors)) : (new PageQuery(limit, order != "asc", after, before), null);
    }

    /// <summary>
    /// The part, out of ids in ascending order. An id of which <paramref name="find"/> gives nothing is passed over. A cursor
    /// is a place among the ids, so that one whose object is gone meanwhile still leads on.
    /// </summary>
    public Page<T> Take<T>(IReadOnlyList<string> ids, Func<string, T?> find)
        where T : class
    {
        var forward = Before is null;
        var towardsEnd = forward != Descending;
        var cursor = After ?? Before;
        var i = towardsEnd ? (cursor is null ? 0 : FirstAbove(ids, cursor)) : (cursor is null ? ids.Count : FirstAtOrAbove(ids, cursor)) - 1;
        var rows = new List<(string Id, T Row)>(Math.Min(Limit, ids.Count));
        var more = false;
        for (; !more && i >= 0 && i < ids.Count; i += towardsEnd ? 1 : -1)
        {
            if (find(ids[i]) is not { } row)
                continue;
            if (rows.Count == Limit)
                more = true;
            else
                rows.Add((ids[i], row));
        }

        if (!forward)
            rows.Reverse();
        var (first, last) = rows.Count == 0 ? (null, null) : (rows[0].Id, rows[^1].Id);
        return new Page<T>(
            [.. rows.Select(row => row.Row)],
            Before: forward ? (After is null ? null : first) : (more ? first : null),
            After: forward ? (more ? last : null) : last);
    }

    private static int FirstAbove(IReadOnlyList<string> ids, string cursor)
    {
        var place = FirstAtOrAbove(ids, cursor);
        return place < ids.Count && ids[place] == cursor ? place + 1 : place;
    }

    private static int FirstAtOrAbove(IReadOnlyList<string> ids, string cursor)
    {
        var (low, high) = (0, ids.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(ids[middle], cursor) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>A part of a list, and the cursors to the parts before and after it.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Rows, string? Before, string? After)
{
    public Answer Answer(Action<Utf8JsonWriter, T> write) => Testing.Answer.Json(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list");
        json.WriteStartArray("data"u8);
        foreach (var row in Rows)
            write(json, row);
        json.WriteEndArray();
        json.WriteStartObject("list_metadata"u8);
        json.WriteString("before"u8, Before);
        json.WriteString("after"u8, After);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
