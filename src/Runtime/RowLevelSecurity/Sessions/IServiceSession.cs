using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The one way around row-level security: a connection of the service role, for what works for everyone.</summary>
public interface IServiceSession
{
    /// <summary>Opens a connection of the <see cref="NpgsqlDataSource"/> that is registered under <see cref="ServiceDataSource.Key"/>, and logs why and for whom.</summary>
    /// <param name="reason">Why policies must not apply, for who reads the log; it names no person.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>An open connection, the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="RlsException">There is no such data source.</exception>
    ValueTask<NpgsqlConnection> OpenAsync(string reason, CancellationToken cancellationToken = default);
}
