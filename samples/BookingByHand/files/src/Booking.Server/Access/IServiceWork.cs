using Microsoft.Extensions.DependencyInjection;

namespace Booking.Server.Access;

/// <summary>Work that is done for everyone: a visitor's booking, a webhook. It runs in a scope of its own, whose database no policy applies to.</summary>
public interface IServiceWork
{
    /// <param name="reason">Why policies must not apply, for who reads the log; it names no person.</param>
    /// <param name="work">Gets the scope's services.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<T> RunAsync<T>(string reason, Func<IServiceProvider, Task<T>> work, CancellationToken cancellationToken = default);
}

public sealed class ServiceWork(IServiceScopeFactory scopes) : IServiceWork
{
    public async Task<T> RunAsync<T>(string reason, Func<IServiceProvider, Task<T>> work, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ServiceConnection>().OpenAsync(reason, cancellationToken);
        return await work(scope.ServiceProvider);
    }
}
