using System.Diagnostics;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>How far a run has come: one line that is updated on a terminal, one line a phase elsewhere.</summary>
internal sealed class RunProgress(TextWriter error, Verbosity verbosity, bool isTerminal) : IProgress<RewriteProgress>
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private string _phase = "";

    public void Phase(string phase)
    {
        lock (_lock)
        {
            if (phase == _phase || verbosity == Verbosity.Quiet)
                return;
            _phase = phase;
            if (isTerminal)
                error.Write($"{ClearLine}{phase} …");
            else
                error.WriteLine(phase);
        }
    }

    public void Report(RewriteProgress value)
    {
        Phase(value.Phase);
        lock (_lock)
        {
            if (!isTerminal || verbosity == Verbosity.Quiet || value.Total == 0 || _sinceShown.ElapsedMilliseconds < 100)
                return;
            _sinceShown.Restart();
            error.Write($"{ClearLine}{value.Phase} {value.Done}/{value.Total}");
        }
    }

    /// <summary>Something that its user should know and that stops nothing.</summary>
    public void Remark(string sentence)
    {
        lock (_lock)
            error.WriteLine($"{(isTerminal ? ClearLine : "")}clerk2workos: {sentence}");
    }

    /// <summary>Leaves the terminal's line to the report.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (isTerminal && _phase.Length > 0)
                error.Write(ClearLine);
            _phase = "";
        }
    }
}
