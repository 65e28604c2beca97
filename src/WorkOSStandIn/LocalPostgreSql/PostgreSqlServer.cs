using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Clerk2WorkOS.Testing;

/// <summary>One server with a data directory of its own, from <c>initdb</c> to its removal.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const int AttemptsAtAPort = 20;

    private readonly string _programs;
    private readonly OrdinaryUser _user;
    private readonly string _folder;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly TimeSpan _timeout;
    private ServerKeeper? _keeper;
    private int _port;

    private PostgreSqlServer(string programs, OrdinaryUser user, string folder, TimeSpan timeout) =>
        (_programs, _user, _folder, _timeout) = (programs, user, folder, timeout);

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = User,
        Password = _password,
        Database = "postgres",
    }.ConnectionString;

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    public static async Task<PostgreSqlServer> StartAsync(string programs, LocalPostgreSqlOptions options, CancellationToken cancellationToken)
    {
        var user = OrdinaryUser.Current();
        var folder = await user.CreateFolderAsync(cancellationToken);
        var server = new PostgreSqlServer(programs, user, folder, options.StartTimeout);
        try
        {
            // From here on the folder goes away with this process, whatever happens.
            server._keeper = new ServerKeeper(folder, server.Command("pg_ctl", "stop", "-D", server.Data, "-m", "immediate", "-w"));
            await server.InitializeAsync(options, cancellationToken);
            await server.StartOnFreePortAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on its port and data.</summary>
    /// <exception cref="LocalPostgreSqlException">It does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryStartAsync(cancellationToken))
            throw new LocalPostgreSqlException($"PostgreSQL does not start: {await LogTailAsync()}");
    }

    /// <summary>Stops it as a crash would.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var outcome = await LocalProgram.RunAsync(Command("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w"), cancellationToken);
        if (outcome.ExitCode != 0)
            throw new LocalPostgreSqlException($"PostgreSQL does not stop: {outcome.Tail}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
            await _keeper.DisposeAsync();
    }

    private async Task InitializeAsync(LocalPostgreSqlOptions options, CancellationToken cancellationToken)
    {
        var password = Path.Combine(_folder, "password");
        await _user.WriteAsync(password, _password, cancellationToken);
        var outcome = await LocalProgram.RunAsync(
            Command("initdb", "-D", Data, "-U", User, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--locale=C", "--no-sync"), cancellationToken);
        File.Delete(password);
        if (outcome.ExitCode != 0)
            throw new LocalPostgreSqlException($"initdb failed: {outcome.Tail}");

        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = IPAddress.Loopback.ToString(),
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["fsync"] = options.Durable ? "on" : "off",
        };
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), settings.Select(setting => Line(setting.Key, setting.Value)), cancellationToken);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsAtAPort; attempt++)
        {
            _port = FreePort();
            await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), [Line("port", _port.ToString(CultureInfo.InvariantCulture))], cancellationToken);
            if (await TryStartAsync(cancellationToken))
                return;
            if (!(await LogTailAsync()).Contains("Address already in use", StringComparison.Ordinal))
                break;      // another reason, which another port does not cure
        }

        throw new LocalPostgreSqlException($"PostgreSQL does not start: {await LogTailAsync()}");
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (int)_timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var outcome = await LocalProgram.RunAsync(Command("pg_ctl", "start", "-D", Data, "-l", Log, "-w", "-t", seconds), cancellationToken);
        return outcome.ExitCode == 0;
    }

    private async Task<string> LogTailAsync() =>
        File.Exists(Log) ? string.Join(' ', (await File.ReadAllLinesAsync(Log)).TakeLast(6)) : "there is no log.";

    private List<string> Command(string program, params string[] arguments) => [.. _user.Prefix, Path.Combine(_programs, program), .. arguments];

    private static string Line(string name, string value) => $"{name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'";

    // Below the ports that the system gives to outgoing connections: one of a client that keeps trying while the server is down could take the server's,
    // or even reach itself on it.
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 32_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // taken
            }
        }
    }
}
