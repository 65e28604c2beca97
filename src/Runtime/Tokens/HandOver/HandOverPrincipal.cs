using System.Security.Claims;

namespace Clerk2WorkOS.Tokens;

/// <summary>The principal that WorkOS's token would have given. Of Clerk's claims nothing comes along that could mean something else here.</summary>
internal static class HandOverPrincipal
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "iss", "sid", "jti", "exp", "iat", "nbf", WorkOSClaims.Actor };

    public static ClaimsPrincipal Of(ClerkSession session, PersonInMap person, ClerkHandOverOptions options, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, WorkOSClaims.UserId, WorkOSClaims.Role);
        foreach (var claim in session.Claims.Claims.Where(claim => Kept.Contains(claim.Type)))
            identity.AddClaim(new Claim(claim.Type, claim.Value, claim.ValueType, options.ExactIssuer));
        Add(WorkOSClaims.UserId, person.WorkosUserId);
        Add(WorkOSClaims.OrganizationId, person.WorkosOrganizationId!);
        if (string.IsNullOrEmpty(person.Role))
            return new ClaimsPrincipal(identity);
        Add(WorkOSClaims.Role, person.Role);
        Add(WorkOSClaims.Roles, person.Role);
        if (options.Permissions.TryGetValue(person.Role, out var permissions))
        {
            foreach (var permission in permissions)
                Add(WorkOSClaims.Permissions, permission);
        }

        return new ClaimsPrincipal(identity);

        void Add(string type, string value) => identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, options.ExactIssuer));
    }
}
