using System.Data.Common;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the database under row-level security.</summary>
public static class RlsServiceCollectionExtensions
{
    /// <summary>The same, on this database.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="connectionString">The database, as the application's login.</param>
    public static IServiceCollection AddRowLevelSecurity(this IServiceCollection services, string connectionString) =>
        services.AddRowLevelSecurity(options => options.ConnectionString = connectionString);

    /// <summary>The same, with the options of a configuration section.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section whose values are those of <see cref="RlsOptions"/>.</param>
    public static IServiceCollection AddRowLevelSecurity(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddRowLevelSecurity(section.Bind);
    }

    /// <summary>
    /// Registers <see cref="RlsDataSource"/>, also as <see cref="DbDataSource"/>, on which every statement runs as the request's user or as
    /// <see cref="RlsSession.Use"/> says; <see cref="RlsSessions"/>; and <see cref="IServiceSession"/> for what works for everyone. The options are checked when the
    /// host starts, the login when it is first used.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddRowLevelSecurity(this IServiceCollection services, Action<RlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<RlsOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RlsOptions>, RlsOptionsValidator>());
        services.AddLogging();
        services.AddHttpContextAccessor();
        services.TryAddSingleton<RlsSessions>();
        services.TryAddSingleton(RlsDataSource.Create);
        services.TryAddSingleton<DbDataSource>(provider => provider.GetRequiredService<RlsDataSource>());
        services.TryAddSingleton<IServiceSession, ServiceSession>();
        return services;
    }
}
