using Clerk2WorkOS.RowLevelSecurity;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Puts contexts under row-level security.</summary>
public static class RlsDbContextOptionsExtensions
{
    /// <summary>
    /// Runs every statement of the context as <see cref="RlsSessions.Current"/> says when it starts, so that pooled contexts are safe. Comes after <c>UseNpgsql</c>
    /// with the application's login, and after other interceptors: they would change a statement that has run. Migrations are for another connection, the owner's.
    /// </summary>
    /// <param name="options">The context's options.</param>
    /// <param name="services">The services in which <c>AddRowLevelSecurity</c> was called.</param>
    /// <exception cref="InvalidOperationException"><c>AddRowLevelSecurity</c> was not called.</exception>
    public static DbContextOptionsBuilder UseRowLevelSecurity(this DbContextOptionsBuilder options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        var sessions = services.GetRequiredService<RlsSessions>();
        var transactions = new SessionTransactions(sessions);
        return options.AddInterceptors(new SessionCommands(sessions, transactions), transactions, new SavesInTransactions());
    }

    /// <inheritdoc cref="UseRowLevelSecurity(DbContextOptionsBuilder, IServiceProvider)"/>
    public static DbContextOptionsBuilder<TContext> UseRowLevelSecurity<TContext>(this DbContextOptionsBuilder<TContext> options, IServiceProvider services)
        where TContext : DbContext =>
        (DbContextOptionsBuilder<TContext>)UseRowLevelSecurity((DbContextOptionsBuilder)options, services);
}
