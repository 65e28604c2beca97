using System.Text;
using Microsoft.CSharp.RuntimeBinder;

namespace Booking.Server.Exports;

/// <summary>One line of the export that support sends on request.</summary>
public sealed class ExportRow
{
    public string ClerkUserId { get; init; } = "";
    public string Kind { get; init; } = "";
    public int Count { get; init; }
}

/// <summary>Writes rows of any shape as text; a template decides which shape it gets.</summary>
public static class AccountExport
{
    public static string Write(IEnumerable<object> rows)
    {
        var text = new StringBuilder();
        foreach (dynamic row in rows)
            text.Append(Owner(row)).Append(';').Append((string)row.Kind).Append(';').Append((int)row.Count).Append('\n');
        return text.ToString();
    }

    private static string Owner(dynamic row)
    {
        try
        {
            return row.ClerkUserId;
        }
        catch (RuntimeBinderException)
        {
            return "anonymous";
        }
    }
}
