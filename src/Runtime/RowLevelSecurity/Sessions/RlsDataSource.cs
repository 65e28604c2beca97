using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// Connections on which every statement runs as <see cref="RlsSessions.Current"/> says: outside a transaction in one round trip with the session's settings, in a
/// transaction as it was begun. Without a session a statement is refused. What it wraps is not given out.
/// </summary>
public sealed class RlsDataSource : DbDataSource
{
    private readonly NpgsqlDataSource _inner;
    private readonly bool _isOwn;

    private RlsDataSource(NpgsqlDataSource inner, bool isOwn, RlsSessions sessions)
    {
        _inner = inner;
        _isOwn = isOwn;
        Sessions = sessions;
    }

    /// <inheritdoc/>
    public override string ConnectionString => _inner.ConnectionString;

    internal RlsSessions Sessions { get; }

    /// <inheritdoc cref="DbDataSource.CreateConnection"/>
    public new RlsConnection CreateConnection() => new(_inner.CreateConnection(), Sessions);

    /// <inheritdoc cref="DbDataSource.OpenConnection"/>
    public new RlsConnection OpenConnection() => (RlsConnection)base.OpenConnection();

    /// <inheritdoc cref="DbDataSource.OpenConnectionAsync"/>
    public new async ValueTask<RlsConnection> OpenConnectionAsync(CancellationToken cancellationToken = default) =>
        (RlsConnection)await base.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    [SuppressMessage("Reliability", "CA2000", Justification = "The data source disposes it.")]
    internal static RlsDataSource Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RlsOptions>>().Value;
        var sessions = services.GetRequiredService<RlsSessions>();
        if (options.ConnectionString is not { } connectionString)
        {
            return new RlsDataSource(
                options.DataSourceKey is { } key ? services.GetRequiredKeyedService<NpgsqlDataSource>(key) : services.GetRequiredService<NpgsqlDataSource>(), isOwn: false, sessions);
        }

        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= options.ApplicationName;
        builder.PrepareRlsSessions();
        builder.UseLoggerFactory(services.GetService<Microsoft.Extensions.Logging.ILoggerFactory>());
        return new RlsDataSource(builder.Build(), isOwn: true, sessions);
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => CreateConnection();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _isOwn)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        if (_isOwn)
            await _inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }
}
