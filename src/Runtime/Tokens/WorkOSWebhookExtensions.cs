using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers and requires the check of WorkOS's webhooks.</summary>
public static class WorkOSWebhookExtensions
{
    /// <summary>Registers <see cref="WorkOSWebhookVerifier"/>, and what <see cref="RequireWorkOSSignature"/> needs. The options are checked when the host starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; a secret is required.</param>
    public static IServiceCollection AddWorkOSWebhooks(this IServiceCollection services, Action<WorkOSWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<WorkOSWebhookOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOSWebhookOptions>, WorkOSWebhookOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new WorkOSWebhookVerifier(
            provider.GetRequiredService<IOptions<WorkOSWebhookOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<WorkOSWebhookGate>();
        return services;
    }

    /// <summary>
    /// Lets only webhooks that WorkOS signed reach the endpoint, which reads the body as usual; any other is answered with 401, one that is too long with 413.
    /// </summary>
    /// <typeparam name="TBuilder">The endpoint's builder.</typeparam>
    /// <param name="builder">What <c>MapPost</c> returns.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder RequireWorkOSSignature<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint =>
        {
            var inner = endpoint.RequestDelegate ?? throw new InvalidOperationException("The endpoint has nothing that a webhook could be passed to.");
            endpoint.RequestDelegate = request => request.RequestServices.GetRequiredService<WorkOSWebhookGate>().PassAsync(request, inner);
        });
        return builder;
    }
}
