namespace Booking.Server.Exports;

/// <summary>One line of the export that support sends on request.</summary>
public sealed class ExportRow
{
    public string ClerkUserId { get; init; } = "";
    public string Kind { get; init; } = "";
    public int Count { get; init; }
}

public static class AccountExport
{
    public static string Write(IEnumerable<ExportRow> rows) => string.Concat(rows.Where(row => row.Count > 0).Select(row => Line(row) + "\n"));

    /// <summary>Support's templates bind late; a line that they cannot bind has to fail here, not at the customer's.</summary>
    private static string Line(ExportRow row)
    {
        dynamic line = row;
        return $"{line.ClerkUserId};{line.Kind};{line.Count}";
    }
}
