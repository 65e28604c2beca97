using System.Security.Claims;
using Booking.Drizzle;
using Booking.Server.Access;
using Booking.Server.Security;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Auth;

/// <summary>From an answer of WorkOS's to a cookie that holds the verified claims.</summary>
public sealed class BookingSession(IServiceWork service, IGuestRegistration guests, AccessLog log)
{
    /// <summary>
    /// How long a browser stays signed in. What a person may see is asked anew with every statement: the policies look at today's memberships, not at the cookie.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Verifies the token as one that came with a request, and signs in whom it speaks of.</summary>
    /// <returns>False for a token that does not hold.</returns>
    public async Task<bool> BeginAsync(HttpContext http, SignInAnswer answer)
    {
        http.Request.Headers.Authorization = $"Bearer {answer.AccessToken}";
        var verified = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        http.Request.Headers.Authorization = default;
        if (verified is not { Succeeded: true, Principal.Identity: ClaimsIdentity token } || token.FindFirst(WorkOSClaims.UserId)?.Value is not { } workosUserId)
            return false;

        // Meetings that were booked with this address before it had an account; only if WorkOS has seen that it is theirs.
        await guests.LinkLegacyBookingsAsync(workosUserId, http.RequestAborted);

        var claims = token.Claims.ToList();
        claims.AddRange(await service.RunAsync("a person signs in", services =>
            KnownHereAsync(services.GetRequiredService<Db>(), workosUserId, token.FindFirst(WorkOSClaims.OrganizationId)?.Value, http.RequestAborted), http.RequestAborted));
        if (answer.User is { } user)
            claims.AddRange([new(ClaimTypes.Email, user.Email), new(SessionClaimTypes.EmailVerified, user.EmailVerified ? "true" : "false")]);

        http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, token.NameClaimType, WorkOSClaims.Role));
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, http.User, new() { ExpiresUtc = DateTimeOffset.UtcNow + Lifetime });
        await log.SignedInAsync(workosUserId, http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent);
        return true;
    }

    private static async Task<List<Claim>> KnownHereAsync(Db db, string workosUserId, string? workosOrgId, CancellationToken cancellationToken)
    {
        var claims = new List<Claim>();
        var organization = await db.Database
            .SqlQuery<Guid?>($"""SELECT id AS "Value" FROM organizations WHERE workos_org_id = {workosOrgId}""").SingleOrDefaultAsync(cancellationToken);
        if (organization is { } orgId)
            claims.Add(new Claim(SessionClaimTypes.Organization, orgId.ToString()));
        if (await db.UsersTable.Where(u => u.WorkosUserId == workosUserId).Select(u => (UserRole?)u.Role).SingleOrDefaultAsync(cancellationToken) is { } role)
            claims.Add(new Claim(SessionClaimTypes.PlatformRole, role.ToString()));
        return claims;
    }
}
