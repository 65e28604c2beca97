using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>Sets the bearer scheme up for WorkOS; only for schemes that were registered here.</summary>
internal sealed class WorkOSBearerSetup(
    string scheme, IOptionsMonitor<WorkOSBearerOptions> bearer, IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> logger)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != scheme)
            return;
        var workos = bearer.Get(scheme);
        options.MapInboundClaims = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new WorkOSTokenHandler(new SigningKeys(clients, workos.KeySource, time, logger)));
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidateIssuerSigningKey = true,
            ValidateIssuer = true,
            ValidIssuers = [.. workos.Issuers],
            ValidateAudience = workos.Audiences.Count > 0,
            RequireAudience = workos.Audiences.Count > 0,
            ValidAudiences = workos.Audiences.Count > 0 ? [.. workos.Audiences] : null,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            ClockSkew = workos.ClockSkew,
            NameClaimType = WorkOSClaims.UserId,
            RoleClaimType = WorkOSClaims.Role,
        };
    }
}
