using Clerk2WorkOS;
using Clerk2WorkOS.WorkOS;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the companion library.</summary>
public static class Clerk2WorkOSServiceCollectionExtensions
{
    /// <summary>Registers what an application needs at run time after its move to WorkOS. The options are checked when the host starts.</summary>
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
        return services;
    }
}
