using Clerk2WorkOS;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Database;
using Clerk2WorkOS.Guests.Mail;
using Clerk2WorkOS.Guests.Registering;
using Clerk2WorkOS.Guests.Welcome;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers guest registration.</summary>
public static class GuestServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IGuestRegistration"/> and the hosted service that mails new guests their way in. <c>AddWorkOS</c> has to be called as well. Options
    /// and tables are checked when the host starts.
    /// </summary>
    /// <remarks>Register an <see cref="IGuestMailSender"/> or <see cref="IGuestWelcome"/> as a singleton, before or after, to replace the library's own.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, <c>options => configuration.GetSection("WorkOS:Guests").Bind(options)</c> for example.</param>
    public static IServiceCollection AddGuestRegistration(this IServiceCollection services, Action<GuestOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton<PartIsWanted<GuestOptions>>();
        return services.AddGuestRegistrationIfWanted(configure);
    }

    /// <summary>The same, but without a check at the start for an application that has said nothing about guests.</summary>
    internal static IServiceCollection AddGuestRegistrationIfWanted(this IServiceCollection services, Action<GuestOptions> configure)
    {
        services.AddOptions<GuestOptions>().Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(GuestDatabase)))
            return services;

        // Which sender it will be is read off the registrations: making one takes the options that are being validated.
        services.AddSingleton<IValidateOptions<GuestOptions>>(provider => new GuestOptionsValidator(
            provider, services.Last(service => service.ServiceType == typeof(IGuestMailSender)).ImplementationType == typeof(SmtpGuestMailSender)));
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GuestInstruments>();
        services.TryAddSingleton<GuestStepListener>();
        services.AddSingleton<GuestDatabase>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GuestRows>(provider, OptionsOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GuestClaims>(provider, OptionsOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GuestMeetings>(provider, OptionsOf(provider)));
        services.AddSingleton<GuestOutbox>();
        services.AddSingleton<GuestLink>();
        services.AddSingleton<GuestWelcomePage>();
        services.TryAddSingleton<IGuestWelcome, GuestWelcome>();
        services.TryAddSingleton<IGuestMailSender, SmtpGuestMailSender>();

        // Without a call of AddWorkOS the client is missing, and the container says so. It is asked for once: all its clients share one limiter and pool.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<GuestProcedure>(
            provider, provider.GetRequiredService<IOptions<WorkOSOptions>>().Value));
        services.AddSingleton<IGuestRegistration>(provider => ActivatorUtilities.CreateInstance<GuestRegistration>(provider, OptionsOf(provider)));
        services.AddHostedService<GuestService>();
        return services;
    }

    private static GuestOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<GuestOptions>>().Value;
}
