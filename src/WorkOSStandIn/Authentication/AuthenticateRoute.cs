namespace Clerk2WorkOS.Testing;

/// <summary><c>POST /user_management/authenticate</c>: checks the application, then goes by the grant.</summary>
internal static class AuthenticateRoute
{
    public static async ValueTask<Answer> Authenticate(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (clientId, grant) = (body.RequiredText("client_id"), body.RequiredText("grant_type"));
        var secret = body.Text("client_secret");
        if (body.Refused is { } invalid)
            return invalid;
        var options = call.Environment.Options;
        if (clientId != options.ClientId)
            return Refusal.OAuth("invalid_client", "Invalid client ID.");
        if (secret is null || (secret != options.ApiKey && !options.MoreApiKeys.Contains(secret)))
            return Refusal.OAuth("invalid_client", "Invalid client secret.");
        return grant switch
        {
            "password" => PasswordGrant.Authenticate(call, body),
            "urn:workos:oauth:grant-type:magic-auth:code" => MagicAuthGrant.Authenticate(call, body),
            "urn:workos:oauth:grant-type:email-verification:code" => EmailVerificationGrant.Authenticate(call, body),
            "urn:workos:oauth:grant-type:organization-selection" => OrganizationSelectionGrant.Authenticate(call, body),
            "refresh_token" => RefreshTokenGrant.Authenticate(call, body),
            _ => Refusal.OAuth("unsupported_grant_type", "The stand-in does not know this grant type."),
        };
    }

    /// <summary>How the person came, from the fields that every grant may have.</summary>
    public static SignInAttempt Attempt(Body body, string method) =>
        new(method, body.Text("ip_address"), body.Text("user_agent"), body.Text("invitation_token"));
}
