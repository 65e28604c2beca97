using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Webhooks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what receives Clerk's webhooks while users move.</summary>
public static class ClerkWebhookServiceCollectionExtensions
{
    /// <summary>Registers what <c>MapClerkWebhooks</c> needs. Options and table are checked when the host starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; a secret and a database are required.</param>
    public static IServiceCollection AddClerkWebhooks(this IServiceCollection services, Action<ClerkWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ClerkWebhookOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClerkWebhookOptions>, ClerkWebhookOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SvixVerifier>();
        services.TryAddSingleton<ClerkEventStore>();
        services.TryAddSingleton<ClerkWebhookReceiver>();
        services.AddHostedService<ClerkWebhookService>();
        return services;
    }
}
