using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;

/// <summary>A test that needs PgBouncer; where it is not installed it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PgBouncerFactAttribute : FactAttribute
{
    public PgBouncerFactAttribute()
    {
        if (PgBouncer.Program is null)
            Skip = "pgbouncer is not installed.";
    }
}

/// <summary>A PgBouncer in transaction mode in front of a database, with very few connections to it.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private PgBouncer(Process process, string folder, string connectionString) => (_process, _folder, ConnectionString) = (process, folder, connectionString);

    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);

    public string ConnectionString { get; }

    public static async Task<PgBouncer> StartAsync(string connectionString, int connections)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            var folder = Directory.CreateTempSubdirectory("pgbouncer").FullName;
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            await File.WriteAllTextAsync(Path.Combine(folder, "users"), $"\"{address.Username}\" \"{address.Password}\"\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "pgbouncer.ini"), $"""
                [databases]
                {address.Database} = host={address.Host} port={address.Port} dbname={address.Database}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = plain
                auth_file = {folder}/users
                pool_mode = transaction
                default_pool_size = {connections}
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits

                """);
            free.Stop();
            var start = new ProcessStartInfo(Program!) { RedirectStandardError = true, RedirectStandardOutput = true };
            if (Environment.UserName == "root")
                start.ArgumentList.Add("--user=nobody");        // it refuses to be root
            start.ArgumentList.Add(Path.Combine(folder, "pgbouncer.ini"));
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var log = new List<string>();
            var listening = new TaskCompletionSource();
            process.ErrorDataReceived += (_, line) =>
            {
                log.Add(line.Data ?? "(end)");
                if (line.Data is null)
                    listening.TrySetException(new InvalidOperationException($"PgBouncer did not start: {string.Join('\n', log)}"));
                else if (line.Data.Contains("process up", StringComparison.Ordinal))
                    listening.TrySetResult();
            };
            process.BeginErrorReadLine();
            var bouncer = new PgBouncer(process, folder, new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = port, NoResetOnClose = true }.ConnectionString);
            try
            {
                await listening.Task.WaitAsync(TimeSpan.FromSeconds(30));
                return bouncer;
            }
            catch
            {
                await bouncer.DisposeAsync();
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
