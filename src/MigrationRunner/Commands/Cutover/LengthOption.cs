using System.CommandLine;
using System.Globalization;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary>An option that takes a length of time: <c>30m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class LengthOption
{
    public static Option<TimeSpan?> Of(string name, string description) => new(name)
    {
        Description = $"{description} (30m, 24h, 7d).",
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } length)
                return length;
            result.AddError($"{name} takes a length of time such as 30s, 30m, 24h or 7d, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private static TimeSpan? Parse(string text)
    {
        var seconds = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 24 * 3600, _ => 0 } : 0;
        return seconds > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000
            ? TimeSpan.FromSeconds((long)number * seconds)
            : null;
    }
}
