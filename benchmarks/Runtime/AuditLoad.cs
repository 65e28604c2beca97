using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.Benchmarks.Runtime;

/// <summary>Many callers of the audit log at once: how long each call takes, and how fast rows arrive.</summary>
internal sealed record AuditLoad(int Rate, int Events, TimeSpan Time, long[] Calls, string Server)
{
    public static async Task<IReadOnlyList<AuditLoad>> RunAsync(int events, int writers, int[] rates, CancellationToken cancellationToken)
    {
        // As a production server: every commit waits for the disk.
        await using var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { Durable = true }, cancellationToken);
        await RunAsync(server, "warm_up", Math.Min(events, 20_000), writers, 0, cancellationToken);
        var loads = new List<AuditLoad>();
        foreach (var (rate, i) in rates.Select((rate, i) => (rate, i)))
            loads.Add(await RunAsync(server, $"load_{i}", events, writers, rate, cancellationToken));
        return loads;
    }

    public static string Describe(IReadOnlyList<AuditLoad> loads, int writers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({RuntimeInformation.OSArchitecture}), .NET {Environment.Version}, {loads[0].Server} on the same machine with `fsync` on; load average {Load()} at the end. {writers} callers, changes and metadata of about 100 bytes.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"```\ndotnet run --project benchmarks/Runtime -c Release -- audit --events {loads[0].Events} --writers {writers}\n```\n\n");
        text.Append("| events a second offered | taken | a call, median | p99 | p99.9 | longest | rows a second |\n|---|---|---|---|---|---|---|\n");
        foreach (var load in loads)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {(load.Rate == 0 ? "as many as they can" : load.Rate.ToString("N0", CultureInfo.InvariantCulture))} | {load.Events:N0} | {load.At(0.5)} | {load.At(0.99)} | {load.At(0.999)} | {load.At(1)} | {load.Events / load.Time.TotalSeconds:N0} |\n");
        }

        return text.ToString();
    }

    private static async Task<AuditLoad> RunAsync(LocalPostgreSql server, string database, int events, int writers, int rate, CancellationToken cancellationToken)
    {
        var connectionString = await server.CreateDatabaseAsync(database, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await ScalarAsync(source, "CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text UNIQUE); INSERT INTO organizations VALUES (gen_random_uuid(), 'org_01');" + new AuditTableOptions().CreateScript());

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddWorkOSAudit(options => options.ConnectionString = connectionString);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var audit = host.Services.GetRequiredService<IAuditLog>();
        using var acting = host.Services.GetRequiredService<IAuditContext>().Begin(new AuditContext("user_01", "org_01", "203.0.113.7", "Mozilla/5.0"));

        var calls = new long[events];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(audit, calls, writer, writers, rate, began), cancellationToken)));
        await host.StopAsync(CancellationToken.None);
        var time = Stopwatch.GetElapsedTime(began);

        var rows = (long)(await ScalarAsync(source, "SELECT count(*) FROM audit_logs"))!;
        if (rows != events)
            throw new InvalidOperationException($"{events} events were taken and {rows} rows are there: a run that loses something is no fast run.");
        Array.Sort(calls);
        return new AuditLoad(rate, events, time, calls, $"PostgreSQL {server.ServerVersion}");
    }

    private static async Task WriteAsync(IAuditLog audit, long[] calls, int writer, int writers, int rate, long began)
    {
        for (var i = writer; i < calls.Length; i += writers)
        {
            if (rate > 0)
                await WaitUntilAsync(began + (long)(i * (double)Stopwatch.Frequency / rate));
            var start = Stopwatch.GetTimestamp();
            await audit.LogAuditEvent("MEETING_MOVED", "meeting", $"meeting-{i}", new { OldStart = "2026-11-28T10:00:00Z", NewStart = "2026-11-28T11:00:00Z" }, new { Source = "web", Attempt = i });
            calls[i] = Stopwatch.GetTimestamp() - start;
        }
    }

    // Due times, not pauses: who falls behind does not slow down the load.
    private static async Task WaitUntilAsync(long due)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (left > TimeSpan.FromMilliseconds(1))
            await Task.Delay(left);
    }

    private string At(double part)
    {
        var microseconds = Calls[Math.Min(Calls.Length - 1, (int)(part * Calls.Length))] * 1_000_000.0 / Stopwatch.Frequency;
        return microseconds < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{microseconds:F0} µs") : string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:F1} ms");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
