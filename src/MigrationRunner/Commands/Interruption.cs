using System.Runtime.InteropServices;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>Ctrl+C, SIGINT and SIGTERM as a cancellation, so that a run ends where nothing is half-written. Another one changes nothing.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _lock = new();
    private bool _isOver;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        lock (_lock)
        {
            _isOver = true;
            _source.Dispose();
        }
    }

    private void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_lock)
        {
            // A signal may come while the program ends: its registration is gone, but the handler already runs.
            if (!_isOver)
                _source.Cancel();
        }
    }
}
