using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>Where following stands: a line that is drawn anew on a terminal; elsewhere a line every ten seconds and whenever it does something else.</summary>
internal sealed class SyncProgress(TextWriter error, bool isTerminal, bool isColored, CountedProgress copied) : IProgress<DataSyncProgress>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceShown = new();
    private DataSyncState? _state;
    private TerminalLine? _line;

    public void Report(DataSyncProgress value)
    {
        lock (_lock)
        {
            if (_state is null)
                copied.End();
            copied.Standing = $"after {ReportText.Of(value.Written)} rows were written and {ReportText.Of(value.Deleted)} deleted";
            if (_state == value.State && _sinceShown.Elapsed < (isTerminal ? BetweenUpdates : BetweenLines))
                return;
            _state = value.State;
            _sinceShown.Restart();
            if (!isTerminal)
                error.WriteLine(Text(value));
            else if (_line is null)
                _line = new TerminalLine(error, isColored, Text(value));
            else
                _line.Show(Text(value));
        }
    }

    /// <summary>Leaves the terminal to what follows.</summary>
    public void End()
    {
        lock (_lock)
        {
            _line?.End();
            _line = null;
        }
    }

    private static string Text(DataSyncProgress value)
    {
        var text = value.State switch
        {
            DataSyncState.Comparing => "comparing",
            DataSyncState.Waiting => "waiting",
            _ => value.Lag is { } lag ? string.Create(CultureInfo.InvariantCulture, $"following, {lag.TotalSeconds:0.00} s behind") : "following",
        };
        if (value is { State: DataSyncState.Following, LagBytes: > 0 })
            text += $" ({ReportText.Of(value.LagBytes.Value / 1024)} kB of log)";
        text += $"; {ReportText.Of(value.Written)} rows written, {ReportText.Of(value.Deleted)} deleted";
        return value.Waiting > 0 ? $"{text}, {ReportText.Of(value.Waiting)} wait for others" : text;
    }
}
