namespace Clerk2WorkOS.Testing;

/// <summary>From a proven identity to a session. Called under the environment's gate, except <see cref="Directly"/>.</summary>
internal static class SignIns
{
    private static readonly TimeSpan PendingLasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SessionLasts = TimeSpan.FromDays(365);

    /// <exception cref="ArgumentException">There is no such user, or no active membership in that organization.</exception>
    public static StandInTokens Directly(WorkOSEnvironment environment, string userId, string? organizationId)
    {
        SignedIn signedIn;
        lock (environment.Gate)
        {
            var user = environment.Users.Find(userId) ?? throw new ArgumentException($"There is no user '{userId}'.", nameof(userId));
            if (organizationId is not null && ActiveMembership(environment, userId, organizationId) is null)
                throw new ArgumentException($"The user has no active membership in '{organizationId}'.", nameof(organizationId));
            signedIn = Open(environment, user, organizationId, new SignInAttempt("password", null, null, null));
        }

        return new StandInTokens(signedIn.Sign(environment), signedIn.RefreshToken, signedIn.Session.Id);
    }

    /// <summary>
    /// A session at once where nothing is in the way: one organization is chosen by itself, several have to be chosen from.
    /// </summary>
    public static Outcome Finish(WorkOSEnvironment environment, StoredUser user, SignInAttempt attempt)
    {
        var organizations = environment.MembershipsOfUser[user.Id].Select(id => environment.Memberships.Find(id)!)
            .Where(membership => membership.Status == "active")
            .Select(membership => environment.Organizations.Find(membership.OrganizationId)!).ToArray();
        if (organizations.Length <= 1)
            return new(Open(environment, user, organizations.FirstOrDefault()?.Id, attempt), null);
        var token = Suspend(environment, user, attempt);
        return new(null, Answer.Json(StatusCodes.Status403Forbidden, json =>
        {
            json.WriteStartObject();
            json.WriteString("code"u8, "organization_selection_required");
            json.WriteString("message"u8, "The user must choose an organization to finish their authentication.");
            json.WriteString("pending_authentication_token"u8, token);
            json.WritePropertyName("user"u8);
            UserShape.Write(json, user);
            json.WriteStartArray("organizations"u8);
            foreach (var organization in organizations)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, organization.Id);
                json.WriteString("name"u8, organization.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    /// <summary>Keeps a sign-in until what is missing comes; gives the token to go on with.</summary>
    public static string Suspend(WorkOSEnvironment environment, StoredUser user, SignInAttempt attempt)
    {
        var pending = new PendingSignIn(
            OneTimeCodes.NewToken(), user.Id, environment.Clock.GetUtcNow() + PendingLasts, attempt);
        environment.Codes.Add(pending);
        return pending.Token;
    }

    public static SignedIn Open(WorkOSEnvironment environment, StoredUser user, string? organizationId, SignInAttempt attempt)
    {
        var now = environment.Clock.GetUtcNow();
        var session = new StoredSession(
            environment.Ids.Next("session_"), user.Id, organizationId, attempt.Method, attempt.IpAddress, attempt.UserAgent,
            now + SessionLasts, null, now, now);
        environment.Sessions.Add(session.Id, session);
        environment.SessionsOfUser.Add(user.Id, session.Id);
        environment.Events.Add("session.created", session, (json, stored) => SessionShape.Write(json, stored, now), organizationId);
        var signedIn = user with { LastSignInAt = now };
        environment.Users.Replace(user.Id, signedIn);
        return new(session, signedIn, NewRefreshToken(environment, session.Id));
    }

    public static string NewRefreshToken(WorkOSEnvironment environment, string sessionId)
    {
        var token = OneTimeCodes.NewToken();
        environment.RefreshTokens.Add(token, sessionId);
        return token;
    }

    public static StoredMembership? ActiveMembership(WorkOSEnvironment environment, string userId, string organizationId) =>
        environment.MembershipOf.TryGetValue((userId, organizationId), out var id)
        && environment.Memberships.Find(id) is { Status: "active" } membership ? membership : null;
}

/// <summary>How somebody came: <c>password</c> or <c>magic_code</c>, from where, and with which invitation.</summary>
internal sealed record SignInAttempt(string Method, string? IpAddress, string? UserAgent, string? InvitationToken);

/// <summary>A session, or what stands between.</summary>
internal readonly record struct Outcome(SignedIn? SignedIn, Answer? Refused);

/// <summary>A session with what the answer shows.</summary>
internal sealed record SignedIn(StoredSession Session, StoredUser User, string RefreshToken)
{
    /// <summary>Takes a millisecond: outside of the gate.</summary>
    public string Sign(WorkOSEnvironment environment)
    {
        StoredRole? role = null;
        if (Session.OrganizationId is { } organizationId)
        {
            lock (environment.Gate)
            {
                role = SignIns.ActiveMembership(environment, Session.UserId, organizationId) is { } membership
                    ? environment.FindRole(membership.RoleSlug)
                    : null;
            }
        }

        return environment.Tokens.Sign(Session, role, environment.Clock.GetUtcNow());
    }

    public Answer ToAnswer(WorkOSEnvironment environment)
    {
        var accessToken = Sign(environment);
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("user"u8);
            UserShape.Write(json, User);
            if (Session.OrganizationId is not null)
                json.WriteString("organization_id"u8, Session.OrganizationId);
            json.WriteString("access_token"u8, accessToken);
            json.WriteString("refresh_token"u8, RefreshToken);
            if (Session.AuthMethod is "password" or "magic_code")
                json.WriteString("authentication_method"u8, Session.AuthMethod == "password" ? "Password" : "MagicAuth");
            json.WriteEndObject();
        });
    }
}
