using System.Globalization;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>Values as people read them, the same in every form.</summary>
internal static class ReportText
{
    public static string Of(object? value) => value switch
    {
        null => "–",
        bool truth => truth ? "yes" : "no",
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        double number => number.ToString("N1", CultureInfo.InvariantCulture),
        TimeSpan time => Of(time),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        IEnumerable<string> texts => string.Join(", ", texts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary><c>0.4 s</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 5 min</c>.</summary>
    public static string Of(TimeSpan time)
    {
        if (time < TimeSpan.FromSeconds(10))
            return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s",
            _ => seconds / 60 % 60 == 0 ? $"{seconds / 3600} h" : $"{seconds / 3600} h {seconds / 60 % 60} min",
        };
    }
}
