using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Sessions;

internal sealed partial class ServiceSession(IServiceProvider services, RlsSessions sessions, ILogger<ServiceSession> logger) : IServiceSession
{
    public ValueTask<NpgsqlConnection> OpenAsync(string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var database = services.GetKeyedService<NpgsqlDataSource>(ServiceDataSource.Key) ?? throw new RlsException(
            $"There is no service session: register a keyed NpgsqlDataSource of the service role under '{ServiceDataSource.Key}'.");
        LogUse(sessions.CurrentUserId ?? "nobody signed in", reason);
        return database.OpenConnectionAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "Row-level security does not apply for {UserId}: {Reason}")]
    private partial void LogUse(string userId, string reason);
}
