using System.Globalization;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>What the sample's README says of the sample.</summary>
internal static partial class BookingReadme
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Booking, "README.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The findings that <c>fix</c> is said to list instead of fixing.</summary>
    public static IReadOnlyList<Prediction> Predictions =>
        [.. Rows.Where(row => row is [['`', ..] file, _, _] && file.EndsWith(".cs`", StringComparison.Ordinal)).Select(row => new Prediction(row[0].Trim('`'), row[1], row[2]))];

    /// <summary>The number in the row that begins with <paramref name="what"/>.</summary>
    public static int Count(string what) => int.Parse(CountRow(what)[1], CultureInfo.InvariantCulture);

    /// <summary>The numbers in the brackets of that row, in their order.</summary>
    public static IReadOnlyList<int> Details(string what) =>
        [.. Number().Matches(CountRow(what)[0]).Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))];

    private static string[] CountRow(string what) =>
        Assert.Single(Rows, row => row is [var name, _] && name.StartsWith(what, StringComparison.Ordinal));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}

/// <summary>A row of the README's table of what is left.</summary>
internal sealed record Prediction(string Path, string What, string Why);
