using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Audit;

/// <summary>A web application with an audit log on a real database, and what comes of it.</summary>
internal sealed class AuditedApplication : IAsyncDisposable
{
    public const string OrganizationsScript = """
        CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text UNIQUE);
        INSERT INTO organizations VALUES ('11111111-1111-1111-1111-111111111111', 'org_01');
        """;

    private readonly WebApplication _application;
    private readonly Lazy<NpgsqlDataSource> _reader;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _measured = [];

    private AuditedApplication(WebApplication application, string connectionString, CollectedLogs logs)
    {
        (_application, Logs) = (application, logs);
        _reader = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(connectionString));
    }

    public CollectedLogs Logs { get; }

    public IAuditLog Audit => _application.Services.GetRequiredService<IAuditLog>();

    public IAuditContext Context => _application.Services.GetRequiredService<IAuditContext>();

    public HttpClient Client => _application.GetTestClient();

    /// <summary>An application that has not started; its table is there.</summary>
    public static async Task<AuditedApplication> BuildAsync(
        string connectionString, Action<AuditOptions>? configure = null, string? script = null, Action<WebApplication>? map = null,
        Action<IServiceCollection>? register = null)
    {
        await using (var database = NpgsqlDataSource.Create(connectionString))
        await using (var create = database.CreateCommand(OrganizationsScript + (script ?? new AuditTableOptions().CreateScript())))
            await create.ExecuteNonQueryAsync();
        return Build(connectionString, configure, map, register);
    }

    /// <summary>An application on a database as it is.</summary>
    public static AuditedApplication Build(
        string connectionString, Action<AuditOptions>? configure = null, Action<WebApplication>? map = null, Action<IServiceCollection>? register = null)
    {
        var logs = new CollectedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddWorkOSAudit(options =>
        {
            options.ConnectionString = connectionString;
            configure?.Invoke(options);
        });
        register?.Invoke(builder.Services);
        var application = builder.Build();
        map?.Invoke(application);
        return new AuditedApplication(application, connectionString, logs);
    }

    public static async Task<AuditedApplication> StartAsync(
        string connectionString, Action<AuditOptions>? configure = null, string? script = null, Action<WebApplication>? map = null)
    {
        var application = await BuildAsync(connectionString, configure, script, map);
        await application.StartAsync();
        return application;
    }

    public Task StartAsync()
    {
        Listen();
        return _application.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _application.StopAsync(cancellationToken);

    /// <summary>The sum of what an instrument measured.</summary>
    public double Measured(string instrument)
    {
        lock (_measured)
            return _measured.GetValueOrDefault(instrument);
    }

    /// <summary>The rows' columns as text, joined by |, in the order of the events' times; null is empty. A comma that is followed by a space is part of an expression.</summary>
    public async Task<string[]> RowsAsync(string columns, string table = "audit_logs")
    {
        await using var command = _reader.Value.CreateCommand(
            $"SELECT concat_ws('|', {string.Join(", ", Regex.Split(columns, ",(?! )").Select(column => $"coalesce(({column})::text, '')"))}) FROM {table} ORDER BY created_at, id");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return [.. rows];
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _application.DisposeAsync();
        if (_reader.IsValueCreated)
            await _reader.Value.DisposeAsync();
    }

    private void Listen()
    {
        var meters = _application.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Clerk2WorkOS" && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Add(instrument, 1));
        _listener.Start();
    }

    private void Add(Instrument instrument, double value)
    {
        lock (_measured)
            _measured[instrument.Name] = _measured.GetValueOrDefault(instrument.Name) + value;
    }
}
