using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Switching;

/// <summary>
/// Polls the switch (LISTEN does not work behind PgBouncer) and answers that it follows. The first look is before the first request; while the database is away things stay as they were.
/// </summary>
internal sealed partial class CutoverSwitchFollower(IServiceProvider services, IOptions<CutoverSwitchOptions> options, TimeProvider time, ILogger<CutoverSwitchFollower> logger)
    : BackgroundService, ICutoverSwitch
{
    private const string AnswerSql = """
        INSERT INTO clerk2workos.id_switch_instances (instance, epoch) VALUES ($1, $2)
        ON CONFLICT (instance) DO UPDATE SET epoch = excluded.epoch, seen_at = now()
        """;

    private readonly string _instance = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private NpgsqlDataSource? _own;
    private bool _isAway;
    private volatile State _state = new(0, false, false);

    public bool ReadsWorkosIds => _state.Reads;

    public bool WritesWorkosIds => _state.Writes;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = await Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (await IdSwitch.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is not null)
                    await connection.ExecuteAsync("DELETE FROM clerk2workos.id_switch_instances WHERE instance = $1", cancellationToken, _instance).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException failure)
        {
            CannotLeave(failure);       // nobody waits for it after ten seconds
        }
    }

    public override void Dispose()
    {
        _own?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await TryAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the application stops
        }
    }

    private NpgsqlDataSource Database => options.Value.ConnectionString is { } text
        ? _own ??= NpgsqlDataSource.Create(text)
        : services.GetRequiredKeyedService<NpgsqlDataSource>(ServiceDataSource.Key);

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (await IdSwitch.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is not var (epoch, reads, writes))
                {
                    (_state, _isAway) = (new State(0, false, false), false);        // no cut-over has begun, or it was taken back
                    return;
                }

                _state = new State(epoch, reads, writes);
                await connection.ExecuteAsync(AnswerSql, cancellationToken, _instance, epoch).ConfigureAwait(false);
                _isAway = false;
            }
        }
        catch (NpgsqlException failure)
        {
            if (!_isAway)       // once, not four times a second
                CannotLook(failure);
            _isAway = true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The cut-over's switch cannot be looked at; ids are read and written as before")]
    private partial void CannotLook(Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "This instance could not be taken off the cut-over's list; it is forgotten in ten seconds")]
    private partial void CannotLeave(Exception failure);

    private sealed record State(long Epoch, bool Reads, bool Writes);
}
