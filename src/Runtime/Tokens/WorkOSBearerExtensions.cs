using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers sign-in with WorkOS's access tokens.</summary>
public static class WorkOSBearerExtensions
{
    /// <summary>Accepts WorkOS's access tokens under the scheme <c>Bearer</c>.</summary>
    /// <param name="builder">What <c>AddAuthentication</c> returns.</param>
    /// <param name="configure">Sets the options; the client id is required.</param>
    public static AuthenticationBuilder AddWorkOSBearer(this AuthenticationBuilder builder, Action<WorkOSBearerOptions> configure) =>
        builder.AddWorkOSBearer(JwtBearerDefaults.AuthenticationScheme, configure);

    /// <summary>
    /// Accepts WorkOS's access tokens: signed with RS256 by a key that WorkOS publishes for the client, of a known issuer, within their lifetime, for an audience
    /// if one is set. The claims keep their names (<see cref="WorkOSClaims"/>); <c>sub</c> is the name and each role a role, so that
    /// <c>[Authorize(Roles = "owner")]</c> works. What else can be set of a bearer scheme is set with <c>services.Configure&lt;JwtBearerOptions&gt;(scheme, …)</c>.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication</c> returns.</param>
    /// <param name="authenticationScheme">The scheme's name.</param>
    /// <param name="configure">Sets the options; the client id is required.</param>
    public static AuthenticationBuilder AddWorkOSBearer(this AuthenticationBuilder builder, string authenticationScheme, Action<WorkOSBearerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<WorkOSBearerOptions>(authenticationScheme).Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkOSBearerOptions>, WorkOSBearerOptionsValidator>());
        builder.Services.AddSigningKeys();
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(services => ActivatorUtilities.CreateInstance<WorkOSBearerSetup>(services, authenticationScheme));
        return builder.AddJwtBearer(authenticationScheme, _ => { });
    }
}
