using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Databases;

/// <summary>Stands between an application and PostgreSQL, and loses answers on demand: the statement is done, and who sent it never hears of it.</summary>
internal sealed class WireFaults : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IPEndPoint _server;
    private readonly string _connectionString;
    private readonly Task _accepting;
    private int _answersToLose;

    public WireFaults(string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        _server = new IPEndPoint(IPAddress.Parse(address.Host!), address.Port);
        _listener.Start();
        address.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _connectionString = address.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString => _connectionString;

    public int Lost { get; private set; }

    /// <summary>From now on, this many answers to statements are not delivered; the connection is cut in their place.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref _answersToLose, count);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(PassAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using (client)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await server.ConnectAsync(_server);
            // The first end of either side ends both.
            await Task.WhenAny(PassAsync(client, server, answers: false), PassAsync(server, client, answers: true));
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool answers)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(), _end.Token) is > 0 and var count)
            {
                if (answers && IsDone(buffer.AsSpan(0, count)) && Interlocked.Decrement(ref _answersToLose) >= 0)
                {
                    Lost++;
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // the connection's end
        }
    }

    // CommandComplete of an INSERT: by then the implicit transaction is committed, or will be whatever becomes of the client.
    private static bool IsDone(ReadOnlySpan<byte> answer) => answer.IndexOf("INSERT 0 "u8) >= 0;
}
