using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>How far a long run has come: a bar with rate and remaining time on a terminal, a line every ten seconds elsewhere; and the points for the report's chart.</summary>
internal sealed class CountedProgress(TextWriter error, bool isTerminal, bool isColored, string unit)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenPoints = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly List<(TimeSpan At, long Done)> _points = [(TimeSpan.Zero, 0)];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TerminalLine? _line;
    private bool _hasEnded;
    private TimeSpan _shownAt = TimeSpan.MinValue;

    /// <summary>How far it is, where counting does not say it all; null where it does.</summary>
    public string? Standing { get; set; }

    /// <summary>What was done when.</summary>
    public ReportRate Rate
    {
        get
        {
            lock (_lock)
                return new(unit, [.. _points]);
        }
    }

    /// <param name="done">How many are dealt with.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="rejected">How many of these could not move.</param>
    public void Show(long done, long total, long rejected)
    {
        lock (_lock)
        {
            var now = _clock.Elapsed;
            if (done >= _points[^1].Done && (now - _points[^1].At >= BetweenPoints || done == total))
                _points.Add((now, done));
            if (isTerminal && _hasEnded)
                return;
            if (isTerminal)
                (_line ??= new TerminalLine(error, isColored, Named(unit))).Count(done, total, Text(done, total, rejected, now));
            else
                WriteLine(done, total, rejected, now);
        }
    }

    /// <summary>Leaves the terminal to what follows, for good: two lines would tear each other.</summary>
    public void End()
    {
        lock (_lock)
        {
            _line?.End();
            (_line, _hasEnded) = (null, true);
        }
    }

    private void WriteLine(long done, long total, long rejected, TimeSpan now)
    {
        if (_shownAt != TimeSpan.MinValue && now - _shownAt < BetweenLines && done < total)
            return;
        _shownAt = now;
        error.WriteLine(Text(done, total, rejected, now));
    }

    private string Text(long done, long total, long rejected, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0;
        var text = $"{ReportText.Of(done)} of {ReportText.Of(total)}{(isTerminal ? "" : " " + unit)}, {ReportText.Of(rate)} a second";
        if (!isTerminal && done > 0 && done < total)     // a terminal's line tells it by what the last seconds were like
            text += $", {ReportText.Of(TimeSpan.FromSeconds((total - done) / rate))} left";
        return rejected > 0 ? $"{text}, {ReportText.Of(rejected)} rejected" : text;
    }

    private static string Named(string unit) => char.ToUpperInvariant(unit[0]) + unit[1..];
}
