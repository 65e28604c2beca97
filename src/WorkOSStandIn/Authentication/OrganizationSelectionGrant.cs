namespace Clerk2WorkOS.Testing;

/// <summary>Goes on with a sign-in that waited for the choice of an organization.</summary>
internal static class OrganizationSelectionGrant
{
    public static Answer Authenticate(Call call, Body body)
    {
        var (token, organizationId) = (body.RequiredText("pending_authentication_token"), body.RequiredText("organization_id"));
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        SignedIn signedIn;
        lock (environment.Gate)
        {
            if (!environment.Codes.TryFindPending(token, call.Now, out var pending))
                return EmailVerificationGrant.PendingTokenInvalid;
            if (SignIns.ActiveMembership(environment, pending.UserId, organizationId) is null)
                return Refusal.BadRequest("invalid_organization_id", "The user is not a member of this organization.");
            environment.Codes.Remove(pending);
            signedIn = SignIns.Open(environment, environment.Users.Find(pending.UserId)!, organizationId, pending.Attempt);
        }

        return signedIn.ToAnswer(environment);
    }
}
