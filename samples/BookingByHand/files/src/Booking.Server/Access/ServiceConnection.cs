using Clerk2WorkOS.RowLevelSecurity;
using Npgsql;

namespace Booking.Server.Access;

/// <summary>Whether what runs in this scope is the service's work, which no policy applies to, or the visitor's own.</summary>
public sealed class ServiceConnection(IServiceSession service) : IAsyncDisposable
{
    /// <summary>Null where the visitor's own rights apply.</summary>
    public NpgsqlConnection? Opened { get; private set; }

    /// <summary>From here on the scope works for everyone. Comes before the scope's <see cref="Booking.Drizzle.Db"/> is asked for.</summary>
    /// <param name="reason">For who reads the log.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task OpenAsync(string reason, CancellationToken cancellationToken = default) => Opened ??= await service.OpenAsync(reason, cancellationToken);

    public ValueTask DisposeAsync() => Opened?.DisposeAsync() ?? ValueTask.CompletedTask;
}
