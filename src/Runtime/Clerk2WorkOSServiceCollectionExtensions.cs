using Clerk2WorkOS;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the companion library.</summary>
public static class Clerk2WorkOSServiceCollectionExtensions
{
    /// <summary>
    /// Registers what an application needs at run time after its move to WorkOS: the client, and, if their options are set, guest registration and the audit log.
    /// The options are checked when the host starts. Sign-in and webhooks have registrations of their own, <c>AddWorkOSBearer</c> and <c>AddWorkOSWebhooks</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">
    /// Sets the options. It runs once for each part whose options are asked for, each time with only that part's options kept: it sets values and
    /// does nothing else.
    /// </param>
    public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, Action<Clerk2WorkOSOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddWorkOS(workos => configure(new Clerk2WorkOSOptions { WorkOS = workos }));
        services.AddHostedService<WorkOSStartupService>();
        services.AddGuestRegistrationIfWanted(guests => configure(new Clerk2WorkOSOptions { Guests = guests }));
        return services.AddWorkOSAuditIfWanted(audit => configure(new Clerk2WorkOSOptions { Audit = audit }));
    }

    /// <summary>
    /// Registers what an application needs at run time after its move to WorkOS, guest registration included, as the configuration says: the section's own values
    /// are those of <see cref="WorkOSOptions"/>, those under <c>Guests</c> of <see cref="Clerk2WorkOS.Guests.GuestOptions"/>, those under <c>Audit</c>, if there are any, of
    /// <see cref="Clerk2WorkOS.Audit.AuditOptions"/>. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section <c>WorkOS</c> of the application's configuration.</param>
    /// <param name="configure">Sets what the configuration does not say; see the other overload.</param>
    public static IServiceCollection AddClerk2WorkOS(this IServiceCollection services, IConfiguration section, Action<Clerk2WorkOSOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddGuestRegistration(_ => { });
        if (section.GetSection("Audit").Exists())
            services.AddWorkOSAudit();
        return services.AddClerk2WorkOS(options =>
        {
            section.Bind(options.WorkOS);
            section.GetSection("Guests").Bind(options.Guests);
            section.GetSection("Audit").Bind(options.Audit);
            ProxySettings.Read(section.GetSection("Audit"), options.Audit);
            configure?.Invoke(options);
        });
    }
}
