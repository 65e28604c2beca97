namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/invitations</c>.</summary>
internal static class InvitationRoutes
{
    private const int DefaultDays = 7;
    private const int MostDays = 30;

    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var email = body.RequiredEmail();
        var (organizationId, inviterId) = (body.Text("organization_id"), body.Text("inviter_user_id"));
        var days = body.Number("expires_in_days") ?? DefaultDays;
        var (role, roleRefused) = RoleFields.Read(body, call.Environment);
        if (body.Refused is { } invalid)
            return invalid;
        if (days < 1)
            return Refusal.BadRequest("expires_in_days_too_short", "expires_in_days must be at least 1.");
        if (days > MostDays)
            return Refusal.BadRequest("expires_in_days_too_long", $"expires_in_days must be at most {MostDays}.");
        if (roleRefused is not null)
            return Refusal.BadRequest("invalid_role", "The role is not valid.");      // 400 here, 422 for memberships: so it is described

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (organizationId is not null && environment.Organizations.Find(organizationId) is null)
                return OrganizationRoutes.Unknown(organizationId);
            if (inviterId is not null && environment.Users.Find(inviterId) is null)
                return UserRoutes.Unknown(inviterId);
            if (WhatIsInTheWay(environment, email, organizationId) is { } refused)
                return refused;
            var invitation = new StoredInvitation(
                environment.Ids.Next("invitation_"), email, organizationId, organizationId is null ? role : role ?? environment.Options.DefaultRole,
                inviterId, OneTimeCodes.NewToken(), call.Now.AddDays(days), null, null, null, call.Now, call.Now);
            InvitationStorage.Add(environment, invitation);
            Send(environment, invitation);
            return Answer.Created(InvitationView.Of(environment, invitation), InvitationShape.Write);
        }
    }

    public static ValueTask<Answer> Get(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Invitations.TryGet(id, out var found) ? Show(call, found) : Unknown(id));
    }

    public static ValueTask<Answer> GetByToken(Call call)
    {
        var token = call.Route("token");
        lock (call.Environment.Gate)
        {
            return new(call.Environment.InvitationsByToken.TryGetValue(token, out var id)
                ? Show(call, call.Environment.Invitations.Find(id)!)
                : Unknown(token));
        }
    }

    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var environment = call.Environment;
        var (email, organizationId) = (call.Query("email"), call.Query("organization_id"));
        lock (environment.Gate)
        {
            var ids = email is null ? environment.Invitations.Ids : environment.InvitationsTo[email.ToLowerInvariant()];
            return new(query.Take(ids, id => environment.Invitations.Find(id) is { } invitation
                && (organizationId is null || invitation.OrganizationId == organizationId)
                ? InvitationView.Of(environment, invitation) : null).Answer(InvitationShape.Write));
        }
    }

    public static ValueTask<Answer> Revoke(Call call)
    {
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Invitations.TryGet(call.Route("id"), out var invitation))
                return new(Unknown(call.Route("id")));
            if (invitation.StateAt(call.Now) != "pending")
                return new(Refusal.BadRequest("invite_not_pending", "The invitation is not pending."));
            var revoked = invitation with { RevokedAt = call.Now, UpdatedAt = call.Now };
            InvitationStorage.Change(call.Environment, revoked, "invitation.revoked");
            return new(Show(call, revoked));
        }
    }

    public static async ValueTask<Answer> Resend(Call call)
    {
        await call.ReadBodyAsync();
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Invitations.TryGet(call.Route("id"), out var invitation))
                return Unknown(call.Route("id"));
            if (invitation.StateAt(call.Now) is not "pending" and var state)
                return Refusal.BadRequest($"invite_{state}", $"The invitation is {state}.");
            var resent = invitation with { UpdatedAt = call.Now };
            InvitationStorage.Change(call.Environment, resent, "invitation.resent");
            Send(call.Environment, resent);
            return Show(call, resent);
        }
    }

    public static ValueTask<Answer> Accept(Call call)
    {
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Invitations.TryGet(call.Route("id"), out var invitation))
                return new(Unknown(call.Route("id")));
            if (invitation.StateAt(call.Now) != "pending")
                return new(Refusal.BadRequest("invite_not_pending", "The invitation is not pending."));
            InvitationAcceptance.Accept(call.Environment, invitation);
            return new(Show(call, call.Environment.Invitations.Find(invitation.Id)!));
        }
    }

    private static Answer Show(Call call, StoredInvitation invitation) =>
        Answer.Ok(InvitationView.Of(call.Environment, invitation), InvitationShape.Write);

    private static Answer Unknown(string id) => Refusal.NotFound("Invitation", id);

    private static Answer? WhatIsInTheWay(WorkOSEnvironment environment, string email, string? organizationId)
    {
        if (environment.UsersByEmail.TryGetValue(email, out var userId))
        {
            if (organizationId is null)
                return Refusal.BadRequest("user_already_exists", "User already exists.");
            if (environment.MembershipOf.TryGetValue((userId, organizationId), out var id) && environment.Memberships.Find(id)!.Status == "active")
                return Refusal.BadRequest("user_already_organization_member", "User is already a member of the organization.");
        }

        var now = environment.Clock.GetUtcNow();
        return environment.InvitationsTo[email.ToLowerInvariant()].Select(id => environment.Invitations.Find(id)!)
            .Any(other => other.OrganizationId == organizationId && other.StateAt(now) == "pending")
            ? organizationId is null
                ? Refusal.BadRequest("email_already_invited", "Email already invited.")
                : Refusal.BadRequest("email_already_invited_to_organization", "Email already invited to organization.")
            : null;
    }

    private static void Send(WorkOSEnvironment environment, StoredInvitation invitation) => environment.Mails.Add(new SentMail(
        invitation.Email, MailKind.Invitation, invitation.Id, null, invitation.Token, InvitationView.LinkOf(environment, invitation),
        environment.Clock.GetUtcNow()));
}
