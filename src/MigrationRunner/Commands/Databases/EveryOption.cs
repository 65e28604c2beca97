using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary><c>--every</c>: a command that goes on until Ctrl+C, with a pause between one pass and the next.</summary>
internal sealed class EveryOption
{
    private readonly Option<string?> _every;

    public EveryOption(string description)
    {
        _every = new("--every") { Description = $"{description} (30s, 5m, 1h).", HelpName = "PAUSE" };
        _every.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Pause(token.Value) is null)
                result.AddError("--every takes a pause from 1s to 24h, such as 30s, 5m or 1h.");
        });
    }

    public void AddTo(Command command) => command.Add(_every);

    public bool IsGiven(CommandResult result) => result.GetValue(_every) is not null;

    /// <summary>The pause; null for one pass alone.</summary>
    /// <exception cref="CannotRunException">A report is asked for as well.</exception>
    public TimeSpan? Read(ParseResult parsed, IReadOnlyList<string> reports)
    {
        if (parsed.GetValue(_every) is not { } text)
            return null;
        return reports.Count == 0 ? Pause(text) : throw new CannotRunException("--every prints lines and comes to no end that a report could be of: leave out --report.");
    }

    private static TimeSpan? Pause(string text)
    {
        var unit = text.Length > 1 ? text[^1] : ' ';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (long)number * seconds is >= 1 and <= 24 * 3600
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }
}
