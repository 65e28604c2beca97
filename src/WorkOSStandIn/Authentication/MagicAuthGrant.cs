namespace Clerk2WorkOS.Testing;

/// <summary>Sign-in with address and six-digit code.</summary>
internal static class MagicAuthGrant
{
    public static Answer Authenticate(Call call, Body body)
    {
        var (email, digits) = (body.RequiredText("email"), body.RequiredText("code"));
        var attempt = AuthenticateRoute.Attempt(body, "magic_code");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        if (environment.Limits.TakeSignIn(email) is { } limited)
            return limited;
        Outcome outcome;
        lock (environment.Gate)
        {
            if (UserLookup.ByEmail(environment, email) is not { } user)
                return CodeCheck.Invalid;
            if (CodeCheck.Redeem(environment, MailKind.MagicAuth, user, digits) is { } refused)
            {
                AuthenticationEvents.Add(environment, "authentication.magic_auth_failed", "magic_auth", "failed", user, attempt);
                return refused;
            }

            if (AcceptInvitation(environment, user, attempt) is { } notAccepted)
                return notAccepted;
            user = UserLookup.Verify(environment, environment.Users.Find(user.Id)!);      // who reads the mail owns the address
            AuthenticationEvents.Add(environment, "authentication.magic_auth_succeeded", "magic_auth", "succeeded", user, attempt);
            outcome = SignIns.Finish(environment, user, attempt);
        }

        return outcome.Refused ?? outcome.SignedIn!.ToAnswer(environment);
    }

    private static Answer? AcceptInvitation(WorkOSEnvironment environment, StoredUser user, SignInAttempt attempt)
    {
        if (attempt.InvitationToken is null)
            return null;
        if (!environment.InvitationsByToken.TryGetValue(attempt.InvitationToken, out var id)
            || environment.Invitations.Find(id)! is not { } invitation || invitation.StateAt(environment.Clock.GetUtcNow()) != "pending")
            return Refusal.OAuth("invitation_invalid", "The invitation is invalid.");
        if (!string.Equals(invitation.Email, user.Email, StringComparison.OrdinalIgnoreCase))
            return Refusal.OAuth("invitation_cannot_be_used_for_email", "The invitation is for another email.");
        InvitationAcceptance.Accept(environment, invitation);
        return null;
    }
}
