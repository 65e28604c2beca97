using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Window;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts an application behind the gate of its side.</summary>
public static class CutoverGateExtensions
{
    /// <summary>Registers what <see cref="UseCutoverGate"/> needs, and the hosted service that follows the gate. The options are checked when the host starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, <c>options => configuration.GetSection("WorkOS:Gate").Bind(options)</c> for example.</param>
    public static IServiceCollection AddCutoverGate(this IServiceCollection services, Action<CutoverGateOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CutoverGateOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(GateTraffic)))
            return services;
        services.AddSingleton<IValidateOptions<CutoverGateOptions>, CutoverGateOptionsValidator>();
        services.AddLogging();
        services.AddMetrics();
        services.AddHttpForwarder();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GateTraffic>();
        services.AddSingleton<GateMeter>();
        services.AddSingleton<ICutoverSignals>(provider => provider.GetRequiredService<GateMeter>());
        services.AddSingleton<GateDatabase>();
        services.AddSingleton<PeerForwarder>();
        services.AddSingleton<GateRefusal>();
        services.AddSingleton<GateFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<GateFollower>());
        services.AddSingleton<PeerProbe>();
        services.AddHostedService(provider => provider.GetRequiredService<PeerProbe>());
        return services;
    }

    /// <summary>
    /// Serves, holds, passes on or refuses requests as the gate says. It stands after what handles exceptions (<c>UseExceptionHandler</c>) and forwarded headers, and before
    /// authentication, routing and everything that writes: a request that the database refuses is recognised by its exception, which nothing may swallow on the way here.
    /// </summary>
    /// <param name="app">The application, with <see cref="AddCutoverGate"/> called on its services.</param>
    public static IApplicationBuilder UseCutoverGate(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<GateMiddleware>();
    }
}
