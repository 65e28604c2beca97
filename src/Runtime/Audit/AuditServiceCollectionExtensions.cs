using Clerk2WorkOS.Audit;
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
    /// <param name="configure">Sets the options; without it, the application's registered <see cref="Npgsql.NpgsqlDataSource"/> is used.</param>
    public static IServiceCollection AddWorkOSAudit(this IServiceCollection services, Action<AuditOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<AuditOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>());
        services.AddLogging();
        services.AddMetrics();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAuditContext, HttpAuditContext>();
        services.TryAddSingleton<AuditTelemetry>();
        services.TryAddSingleton<AuditDatabase>();
        services.TryAddSingleton<AuditWriter>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.AddHostedService<AuditService>();
        return services;
    }
}
