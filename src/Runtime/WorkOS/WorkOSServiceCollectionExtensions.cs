using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the WorkOS client.</summary>
public static class WorkOSServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IWorkOSClient"/>. The options are checked when the host starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, <c>options => configuration.GetSection("WorkOS").Bind(options)</c> for example.</param>
    public static IServiceCollection AddWorkOS(this IServiceCollection services, Action<WorkOSOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<WorkOSOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOSOptions>, WorkOSOptionsValidator>());
        return services;
    }
}
