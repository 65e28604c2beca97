using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Clerk2WorkOS.WorkOS.Client;
using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the WorkOS client.</summary>
public static class WorkOSServiceCollectionExtensions
{
    // A client that a singleton holds for the life of the application still follows a change of WorkOS's addresses.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Registers <see cref="IWorkOSClient"/>. The options are checked when the host starts.</summary>
    /// <remarks>
    /// All clients of a service provider share one limiter. The client's <see cref="HttpClient"/> has its own way to repeat calls, to which a
    /// resilience handler that the application adds to all its clients does not apply, and no loggers: addresses of users stand in some of its URLs.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, <c>options => configuration.GetSection("WorkOS").Bind(options)</c> for example.</param>
    public static IServiceCollection AddWorkOS(this IServiceCollection services, Action<WorkOSOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<WorkOSOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(Attempts)))
            return services;

        services.AddSingleton<IValidateOptions<WorkOSOptions>, WorkOSOptionsValidator>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkOSInstruments>();
        services.AddSingleton(provider => new PacedLimiter(OptionsOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Attempts(
            OptionsOf(provider),
            provider.GetRequiredService<PacedLimiter>(),
            provider.GetRequiredService<WorkOSInstruments>(),
            provider.GetRequiredService<TimeProvider>()));

#pragma warning disable EXTEXP0001 // The one way to keep a handler that repeats POSTs, added to all clients of the application, away from this one.
        var client = services.AddHttpClient<IWorkOSClient, WorkOSClient>(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllResilienceHandlers()
#pragma warning restore EXTEXP0001
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
                handler.PooledConnectionLifetime = ConnectionLifetime;
            });
        client.AddResilienceHandler("workos", static (pipeline, context) =>
            context.ServiceProvider.GetRequiredService<Attempts>().Configure(pipeline));
        client.AddHttpMessageHandler(static () => new WholeAnswerHandler());
        return services;
    }

    private static WorkOSOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<WorkOSOptions>>().Value;
}
