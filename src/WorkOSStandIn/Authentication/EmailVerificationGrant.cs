namespace Clerk2WorkOS.Testing;

/// <summary>Goes on with a sign-in that waited for the address to be verified.</summary>
internal static class EmailVerificationGrant
{
    public static Answer Authenticate(Call call, Body body)
    {
        var (digits, token) = (body.RequiredText("code"), body.RequiredText("pending_authentication_token"));
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        Outcome outcome;
        lock (environment.Gate)
        {
            if (!environment.Codes.TryFindPending(token, call.Now, out var pending))
                return PendingTokenInvalid;
            if (environment.Limits.TakeSignIn(token) is { } limited)
                return limited;
            var user = environment.Users.Find(pending.UserId)!;
            if (CodeCheck.Redeem(environment, MailKind.EmailVerification, user, digits) is { } refused)
                return refused;
            environment.Codes.Remove(pending);
            user = UserLookup.Verify(environment, user);
            AuthenticationEvents.Add(environment, "authentication.email_verification_succeeded", "email_verification", "succeeded", user, pending.Attempt);
            outcome = SignIns.Finish(environment, user, pending.Attempt);
        }

        return outcome.Refused ?? outcome.SignedIn!.ToAnswer(environment);
    }

    public static readonly Answer PendingTokenInvalid =
        Refusal.BadRequest("invalid_pending_authentication_token", "The pending authentication token is invalid or has expired.");
}
