using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>How far a run has come: a line that is drawn anew on a terminal and is gone at the end, one line a phase elsewhere.</summary>
/// <param name="error">Where it is shown.</param>
/// <param name="verbosity">Quiet shows remarks alone.</param>
/// <param name="isTerminal">Whether a line can be drawn anew there.</param>
/// <param name="isColored">Whether it may be coloured.</param>
internal sealed class RunProgress(TextWriter error, Verbosity verbosity, bool isTerminal, bool isColored = false) : IProgress<RewriteProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private TerminalLine? _line;
    private string _phase = "";
    private int _done;

    public void Phase(string phase)
    {
        lock (_lock)
        {
            if (phase == _phase || verbosity == Verbosity.Quiet)
                return;
            (_phase, _done) = (phase, 0);
            if (!isTerminal)
                error.WriteLine(phase);
            else if (_line is null)
                _line = new TerminalLine(error, isColored, phase);
            else
                _line.Show(phase);
        }
    }

    public void Report(RewriteProgress value)
    {
        Phase(value.Phase);
        lock (_lock)
        {
            // Several tell at once, and not in order. What is one step, or has made none yet, is not counted.
            if (_line is null || value.Phase != _phase || value.Total <= 1 || value.Done <= _done)
                return;
            _done = value.Done;
            _line.Count(value.Done, value.Total, $"{value.Done} of {Words.Count(value.Total, value.Phase == "Reading" ? "project" : "file")}");
        }
    }

    /// <summary>Something that its user should know and that stops nothing.</summary>
    public void Remark(string sentence)
    {
        lock (_lock)
        {
            if (_line is null)
                error.WriteLine($"clerk2workos: {sentence}");
            else
                _line.Say($"clerk2workos: {sentence}");
        }
    }

    /// <summary>Leaves the terminal to the report.</summary>
    public void End()
    {
        lock (_lock)
        {
            _line?.End();
            (_line, _phase) = (null, "");
        }
    }

    void IDisposable.Dispose() => End();
}
