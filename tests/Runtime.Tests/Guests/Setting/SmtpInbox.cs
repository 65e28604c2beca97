using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Clerk2WorkOS.Runtime.Tests.Guests.Setting;

/// <summary>A real SMTP server, with what it took, and with ways to go wrong.</summary>
internal sealed class SmtpInbox : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private SmtpInbox(int port)
    {
        Port = port;
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication()).Build();
        var services = new ServiceProvider();
        services.Add(this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>What the server answers to the mails to come; it takes them when there is nothing.</summary>
    public ConcurrentQueue<SmtpResponse> Refusals { get; } = [];

    /// <summary>Happens between the last line of a mail and the server's answer.</summary>
    public Func<Task>? BeforeAnswer { get; set; }

    public static SmtpInbox Open(int? port = null) => new(port ?? FreePort());

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Refusals.TryDequeue(out var refusal))
            return refusal;
        using var stream = new MemoryStream(buffer.ToArray());
        Mails.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
        if (BeforeAnswer is { } action)
            await action();
        return SmtpResponse.Ok;
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task ArriveAsync(int mails)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Mails.Count < mails)
            await Task.Delay(20, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
