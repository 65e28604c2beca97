using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>Sign-in with address and password.</summary>
internal static class PasswordGrant
{
    public static Answer Authenticate(Call call, Body body)
    {
        var (email, password) = (body.RequiredText("email"), body.RequiredText("password"));
        var attempt = AuthenticateRoute.Attempt(body, "password");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        if (environment.Limits.TakeSignIn(email) is { } limited)
            return limited;
        var user = UserLookup.ByEmail(environment, email);
        if (user?.Password is null || !user.Password.Verifies(password))        // slow as the hash wants it, so outside of the gate
        {
            if (user is not null)
                AuthenticationEvents.Add(environment, "authentication.password_failed", "password", "failed", user, attempt);
            return Refusal.BadRequest("invalid_credentials", "Invalid credentials.");
        }

        Outcome outcome;
        lock (environment.Gate)
        {
            // Gone, or with another password, since the check.
            if (environment.Users.Find(user.Id) is not { } now || now.Password != user.Password)
                return Refusal.BadRequest("invalid_credentials", "Invalid credentials.");
            if (!now.EmailVerified && environment.Options.RequireEmailVerification)
                return VerificationRequired(environment, now, attempt);
            AuthenticationEvents.Add(environment, "authentication.password_succeeded", "password", "succeeded", now, attempt);
            outcome = SignIns.Finish(environment, now, attempt);
        }

        return outcome.Refused ?? outcome.SignedIn!.ToAnswer(environment);
    }

    private static Answer VerificationRequired(WorkOSEnvironment environment, StoredUser user, SignInAttempt attempt)
    {
        var code = EmailVerificationRoutes.Send(environment, user);
        var token = SignIns.Suspend(environment, user, attempt);
        return Answer.Json(StatusCodes.Status403Forbidden, json => WriteVerificationRequired(json, user, code.Id, token));
    }

    private static void WriteVerificationRequired(Utf8JsonWriter json, StoredUser user, string verificationId, string token)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, "email_verification_required");
        json.WriteString("message"u8, "Email ownership must be verified before authentication.");
        json.WriteString("email"u8, user.Email);
        json.WriteString("email_verification_id"u8, verificationId);
        json.WriteString("pending_authentication_token"u8, token);
        json.WriteEndObject();
    }
}
