using Clerk2WorkOS;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the audit log.</summary>
public static class AuditServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IAuditLog"/>, which may be used from anywhere and at any time, and the hosted service that writes what it takes.
    /// The options, and the table unless that is switched off, are checked when the host starts.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; without it, the <see cref="Npgsql.NpgsqlDataSource"/> that is registered under <see cref="ServiceDataSource.Key"/> is used.</param>
    public static IServiceCollection AddWorkOSAudit(this IServiceCollection services, Action<AuditOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<PartIsWanted<AuditOptions>>();
        services.AddOptions<AuditOptions>().ValidateOnStart();
        return services.AddWorkOSAuditIfWanted(configure ?? (_ => { }));
    }

    /// <summary>The same, but without a check at the start for an application that has said nothing about an audit log.</summary>
    internal static IServiceCollection AddWorkOSAuditIfWanted(this IServiceCollection services, Action<AuditOptions> configure)
    {
        services.AddOptions<AuditOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>());
        services.AddLogging();
        services.AddMetrics();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAuditContext, HttpAuditContext>();
        services.TryAddSingleton<AuditInstruments>();
        services.TryAddSingleton<AuditDatabase>();
        services.TryAddSingleton<AuditWriter>();
        services.TryAddSingleton(provider => new Lazy<AuditWriter>(provider.GetRequiredService<AuditWriter>));      // an application without a log has no writer to stop
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.AddHostedService<AuditService>();
        return services;
    }
}
