namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/organization_memberships</c>.</summary>
internal static class MembershipRoutes
{
    private const string Active = "active";
    private const string Inactive = "inactive";
    private const string Pending = "pending";

    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (userId, organizationId) = (body.RequiredText("user_id"), body.RequiredText("organization_id"));
        var (role, roleRefused) = RoleFields.Read(body, call.Environment);
        if (body.Refused is { } invalid)
            return invalid;

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (environment.Users.Find(userId) is null)
                return UserRoutes.Unknown(userId);
            if (environment.Organizations.Find(organizationId) is null)
                return OrganizationRoutes.Unknown(organizationId);
            if (roleRefused is not null)
                return roleRefused;
            role ??= environment.Options.DefaultRole;
            if (environment.MembershipOf.TryGetValue((userId, organizationId), out var id))
                return AgainstExisting(call, environment.Memberships.Find(id)!, role);
            var membership = new StoredMembership(environment.Ids.Next("om_"), userId, organizationId, role, Active, call.Now, call.Now);
            MembershipStorage.Add(environment, membership);
            return Answer.Created(MembershipView.Of(environment, membership), MembershipShape.Write);
        }
    }

    public static ValueTask<Answer> Get(Call call)
    {
        lock (call.Environment.Gate)
        {
            return new(call.Environment.Memberships.TryGet(call.Route("id"), out var membership)
                ? Answer.Ok(MembershipView.Of(call.Environment, membership), MembershipShape.Write)
                : Unknown(call.Route("id")));
        }
    }

    public static async ValueTask<Answer> Update(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (role, roleRefused) = RoleFields.Read(body, call.Environment);
        if (body.Refused is { } invalid)
            return invalid;
        return Change(call, membership => roleRefused is not null
            ? (membership, roleRefused)
            : (membership with { RoleSlug = role ?? membership.RoleSlug }, null));
    }

    public static ValueTask<Answer> Deactivate(Call call) => new(Change(call, membership => membership.Status == Pending
        ? (membership, Refusal.BadRequest("cannot_deactivate_pending_organization_membership", "A pending organization membership cannot be deactivated."))
        : (membership with { Status = Inactive }, null)));

    public static ValueTask<Answer> Reactivate(Call call) => new(Change(call, membership => membership.Status == Pending
        ? (membership, CannotReactivatePending)
        : (membership with { Status = Active }, null)));

    public static ValueTask<Answer> Delete(Call call)
    {
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Memberships.TryGet(call.Route("id"), out var membership))
                return new(Unknown(call.Route("id")));
            MembershipStorage.Remove(call.Environment, membership);
            return new(Answer.Done);
        }
    }

    /// <summary>Only of a user or an organization, and only the active ones unless <c>statuses</c> says otherwise.</summary>
    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var (userId, organizationId) = (call.Query("user_id"), call.Query("organization_id"));
        if (userId is null && organizationId is null)
            return new(Refusal.BadRequest("missing_user_id_or_organization_id", "Either user_id or organization_id must be provided."));
        var statuses = call.QueryList("statuses");
        if (statuses.Any(status => status is not (Active or Inactive or Pending)))
            return new(Refusal.Invalid("statuses", "each value in statuses must be one of the following values: active, inactive, pending"));
        if (statuses.Count == 0)
            statuses = [Active];

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (userId is not null && environment.Users.Find(userId) is null)
                return new(UserRoutes.Unknown(userId));
            if (organizationId is not null && environment.Organizations.Find(organizationId) is null)
                return new(OrganizationRoutes.Unknown(organizationId));
            var ids = userId is not null ? environment.MembershipsOfUser[userId] : environment.MembershipsOfOrganization[organizationId!];
            return new(query.Take(ids, id =>
            {
                var membership = environment.Memberships.Find(id)!;
                return (organizationId is null || membership.OrganizationId == organizationId) && statuses.Contains(membership.Status)
                    ? MembershipView.Of(environment, membership)
                    : null;
            }).Answer(MembershipShape.Write));
        }
    }

    private static Answer CannotReactivatePending => Refusal.BadRequest(
        "cannot_reactivate_pending_organization_membership",
        "A pending organization membership cannot be reactivated. The user needs to accept the invitation instead.");

    private static Answer Unknown(string id) => Refusal.NotFound("Organization membership", id);

    /// <summary>An inactive membership becomes active again; any other is in the way.</summary>
    private static Answer AgainstExisting(Call call, StoredMembership existing, string role)
    {
        if (existing.Status == Pending)
            return CannotReactivatePending;
        if (existing.Status == Active)
        {
            return Refusal.With(
                call.Environment.Options.DuplicateMembershipStatus, "user_already_organization_member", "The user is already a member of the organization.");
        }

        var active = existing with { Status = Active, RoleSlug = role, UpdatedAt = call.Now };
        MembershipStorage.Change(call.Environment, active);
        return Answer.Created(MembershipView.Of(call.Environment, active), MembershipShape.Write);
    }

    private static Answer Change(Call call, Func<StoredMembership, (StoredMembership Changed, Answer? Refused)> change)
    {
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Memberships.TryGet(call.Route("id"), out var now))
                return Unknown(call.Route("id"));
            var (changed, refused) = change(now);
            if (refused is not null)
                return refused;
            if (changed != now)
            {
                changed = changed with { UpdatedAt = call.Now };
                MembershipStorage.Change(call.Environment, changed);
            }

            return Answer.Ok(MembershipView.Of(call.Environment, changed), MembershipShape.Write);
        }
    }
}
