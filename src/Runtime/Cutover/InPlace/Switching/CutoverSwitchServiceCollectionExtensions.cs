using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.Cutover.InPlace.Switching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the switch of a cut-over within one database.</summary>
public static class CutoverSwitchServiceCollectionExtensions
{
    /// <summary>Registers <see cref="ICutoverSwitch"/> and the hosted service that follows the database.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; without it, the <see cref="Npgsql.NpgsqlDataSource"/> that is registered under <see cref="Clerk2WorkOS.ServiceDataSource.Key"/> is used.</param>
    public static IServiceCollection AddCutoverSwitch(this IServiceCollection services, Action<CutoverSwitchOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<CutoverSwitchOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CutoverSwitchOptions>, CutoverSwitchOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CutoverSwitchFollower>();
        services.TryAddSingleton<ICutoverSwitch>(provider => provider.GetRequiredService<CutoverSwitchFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<CutoverSwitchFollower>());
        return services;
    }
}
