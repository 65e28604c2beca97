using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>The database that the audit log writes to, and the table as it was last seen.</summary>
internal sealed partial class AuditDatabase : IAsyncDisposable, IDisposable
{
    private readonly AuditTableOptions _names;
    private readonly NpgsqlDataSource? _own;
    private readonly NpgsqlDataSource _database;
    private readonly ILogger<AuditDatabase> _logger;
    private volatile AuditTable? _table;

    public AuditDatabase(IServiceProvider services, IOptions<AuditOptions> options, ILogger<AuditDatabase> logger)
    {
        _names = options.Value.Table;
        _logger = logger;
        if (options.Value.ConnectionString is { } connectionString)
            _own = NpgsqlDataSource.Create(connectionString);
        _database = _own ?? (options.Value.DataSourceKey is { } key
            ? services.GetRequiredKeyedService<NpgsqlDataSource>(key)
            : services.GetRequiredService<NpgsqlDataSource>());
    }

    /// <summary>Writes the events, all or none.</summary>
    public async Task WriteAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var table = _table ?? await ReadAsync(cancellationToken).ConfigureAwait(false);
        await table.WriteAsync(_database, events, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the table again before the next write.</summary>
    public void Forget() => _table = null;

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => _own?.Dispose();

    private async Task<AuditTable> ReadAsync(CancellationToken cancellationToken)
    {
        var table = await AuditTable.ReadAsync(_database, _names, cancellationToken).ConfigureAwait(false);
        foreach (var doubt in table.Doubts)
            LogDoubt(doubt);
        return _table = table;
    }

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "{Doubt}")]
    private partial void LogDoubt(string doubt);
}
