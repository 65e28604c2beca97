using System.Net;
using System.Net.Sockets;

namespace Clerk2WorkOS.MigrationRunner.Tests.Rehearsal;

/// <summary>Where WorkOS would be, if anybody asked: it counts who comes and hangs up.</summary>
internal sealed class WorkOSGuard : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private Task _accepting = Task.CompletedTask;
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public string Address => $"http://{_listener.LocalEndpoint}/";

    public static WorkOSGuard Start()
    {
        var guard = new WorkOSGuard();
        guard._listener.Start();
        guard._accepting = guard.AcceptAsync();
        return guard;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _calls);
            }
        }
        catch (OperationCanceledException)
        {
            // the end
        }
    }
}
