namespace Clerk2WorkOS.Testing;

/// <summary>A new access token for a session that lives on, also in another organization. A refresh token is good once.</summary>
internal static class RefreshTokenGrant
{
    public static Answer Authenticate(Call call, Body body)
    {
        var token = body.RequiredText("refresh_token");
        var organizationId = body.Text("organization_id");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        SignedIn signedIn;
        lock (environment.Gate)
        {
            if (!environment.RefreshTokens.TryGetValue(token, out var sessionId)
                || environment.Sessions.Find(sessionId) is not { } session || environment.Users.Find(session.UserId) is not { } user)
                return Refusal.OAuth("invalid_grant", "Invalid refresh token.");
            if (session.StatusAt(call.Now) != "active")
                return Refusal.OAuth("invalid_grant", "Session has already ended.");
            organizationId ??= session.OrganizationId;
            if (organizationId is not null && environment.Organizations.Find(organizationId) is null)
                return Refusal.OAuth("organization_not_found", "The organization was not found.");
            if (organizationId is not null && SignIns.ActiveMembership(environment, user.Id, organizationId) is null)
                return Refusal.OAuth("organization_membership_not_found", "The user is not a member of the organization.");
            environment.RefreshTokens.Remove(token);
            var renewed = session with { OrganizationId = organizationId, UpdatedAt = call.Now };
            environment.Sessions.Replace(session.Id, renewed);
            signedIn = new(renewed, user, SignIns.NewRefreshToken(environment, session.Id));
        }

        return signedIn.ToAnswer(environment);
    }
}
