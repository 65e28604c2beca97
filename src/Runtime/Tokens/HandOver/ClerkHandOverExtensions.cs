using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the hand-over from Clerk's tokens to WorkOS's.</summary>
public static class ClerkHandOverExtensions
{
    /// <summary>The same, as a section of the configuration says, which may change while the application runs: <c>Tokens:HandOver</c> with <c>Enabled</c>, <c>Issuer</c>, <c>AuthorizedParties</c>.</summary>
    /// <param name="builder">What <c>AddWorkOSBearer</c> returns.</param>
    /// <param name="section">The section whose values are those of <see cref="ClerkHandOverOptions"/>.</param>
    /// <param name="workosScheme">The scheme of WorkOS's tokens.</param>
    public static AuthenticationBuilder AddClerkHandOver(
        this AuthenticationBuilder builder, IConfiguration section, string workosScheme = JwtBearerDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddOptions<ClerkHandOverOptions>().Bind(section);
        return builder.AddClerkHandOver(_ => { }, workosScheme);
    }

    /// <summary>
    /// Accepts Clerk's session tokens beside WorkOS's, so that nobody is signed out by the switch. WorkOS's scheme passes on what says it was issued by Clerk; it is then judged completely (signature,
    /// issuer, lifetime, algorithm, authorized party), and gives the principal that WorkOS's token would give: WorkOS's user id and organization, looked up in the id map, and the role of the target's
    /// membership. Endpoints and policies need not know of it. Registers <see cref="IClerkIdMap"/>, too.
    /// </summary>
    /// <param name="builder">What <c>AddWorkOSBearer</c> returns.</param>
    /// <param name="configure">Sets the options; issuer and authorized parties are required.</param>
    /// <param name="workosScheme">The scheme of WorkOS's tokens.</param>
    public static AuthenticationBuilder AddClerkHandOver(
        this AuthenticationBuilder builder, Action<ClerkHandOverOptions> configure, string workosScheme = JwtBearerDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentException.ThrowIfNullOrEmpty(workosScheme);
        var services = builder.Services;
        services.AddOptions<ClerkHandOverOptions>().Configure(configure);
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ClerkHandOverOptionsValidator>(provider, workosScheme));
        services.AddClerkIdMap();
        services.AddSigningKeys();
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton<HandOverSetting>();
        services.TryAddSingleton<HandOverPeople>();
        services.TryAddSingleton<HandOverInstruments>();
        services.AddHostedService<HandOverService>();
        services.AddOptions<JwtBearerOptions>(workosScheme).PostConfigure<HandOverSetting>(PassOn);
        services.PostConfigure<AuthenticationOptions>(options => KeepDefault(options, workosScheme));
        return builder.AddScheme<AuthenticationSchemeOptions, ClerkHandOverHandler>(ClerkHandOverDefaults.AuthenticationScheme, _ => { });
    }

    /// <summary>Registers <see cref="IClerkIdMap"/> alone, for what still carries Clerk's ids when its tokens are long refused.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says where the map is; without it the keyed data source <see cref="Clerk2WorkOS.ServiceDataSource.Key"/> is used.</param>
    public static IServiceCollection AddClerkIdMap(this IServiceCollection services, Action<ClerkIdMapOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ClerkIdMapOptions>();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddSingleton<ClerkIdMap>();
        services.TryAddSingleton<IClerkIdMap>(provider => provider.GetRequiredService<ClerkIdMap>());
        return services;
    }

    private static void PassOn(JwtBearerOptions options, HandOverSetting setting)
    {
        var before = options.ForwardDefaultSelector;
        options.ForwardDefaultSelector = request => setting.Rules is { } rules && HandOverToken.Find(request.Request, rules.Options) is not null
            ? ClerkHandOverDefaults.AuthenticationScheme
            : before?.Invoke(request);
    }

    // A scheme that is alone is the default; with ours beside it, it would no longer be.
    private static void KeepDefault(AuthenticationOptions options, string workosScheme)
    {
        var others = options.SchemeMap.Keys.Where(name => name != ClerkHandOverDefaults.AuthenticationScheme).ToList();
        if (options.DefaultScheme is null && others is [var only] && only == workosScheme)
            options.DefaultScheme = workosScheme;
    }
}
