namespace Clerk2WorkOS.Testing;

/// <summary><c>/organizations</c>.</summary>
internal static class OrganizationRoutes
{
    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var name = body.RequiredText("name");
        var externalId = body.ExternalId();
        var outside = body.Flag("allow_profiles_outside_organization") ?? false;
        var domains = DomainFields.Read(body, call.Environment.Ids);
        if (body.Refused is { } invalid)
            return invalid;
        var (metadata, refused) = Metadata.Merge(Metadata.None, body);
        if (refused is not null)
            return refused;

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (externalId is not null && environment.OrganizationsByExternalId.ContainsKey(externalId))
                return ExternalIdTaken(externalId);
            if (DomainTaken(environment, domains ?? [], null) is { } taken)
                return taken;
            var organization = new StoredOrganization(
                environment.Ids.Next("org_"), name, externalId, metadata, domains ?? [], call.Now, call.Now)
            {
                AllowProfilesOutsideOrganization = outside,
            };
            OrganizationStorage.Add(environment, organization);
            return Answer.Created(organization, OrganizationShape.Write);
        }
    }

    public static ValueTask<Answer> Get(Call call)
    {
        var id = call.Route("id");
        return new(call.Environment.Organizations.TryGet(id, out var found) ? Answer.Ok(found, OrganizationShape.Write) : Unknown(id));
    }

    public static ValueTask<Answer> GetByExternalId(Call call)
    {
        var externalId = call.Route("external_id");
        lock (call.Environment.Gate)
        {
            return new(call.Environment.OrganizationsByExternalId.TryGetValue(externalId, out var id)
                ? Answer.Ok(call.Environment.Organizations.Find(id)!, OrganizationShape.Write)
                : Unknown(externalId));
        }
    }

    public static async ValueTask<Answer> Update(Call call)
    {
        var body = await call.ReadBodyAsync();
        var name = body.Text("name");
        if (name is "")
            body.Reject("name", "name should not be empty");
        var externalId = body.ExternalId();
        var stripe = body.Text("stripe_customer_id");
        var outside = body.Flag("allow_profiles_outside_organization");
        var domains = DomainFields.Read(body, call.Environment.Ids);
        if (body.Refused is { } invalid)
            return invalid;

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Organizations.TryGet(call.Route("id"), out var now))
                return Unknown(call.Route("id"));
            var (metadata, refused) = Metadata.Merge(now.Metadata, body);
            if (refused is not null)
                return refused;
            if (externalId is not null && environment.OrganizationsByExternalId.TryGetValue(externalId, out var holder) && holder != now.Id)
                return ExternalIdTaken(externalId);
            if (DomainTaken(environment, domains ?? [], now.Id) is { } taken)
                return taken;
            var changed = now with
            {
                Name = name ?? now.Name,
                ExternalId = body.Has("external_id") ? externalId : now.ExternalId,
                StripeCustomerId = body.Has("stripe_customer_id") ? stripe : now.StripeCustomerId,
                AllowProfilesOutsideOrganization = outside ?? now.AllowProfilesOutsideOrganization,
                Domains = domains ?? now.Domains,
                Metadata = metadata,
                UpdatedAt = call.Now,
            };
            OrganizationStorage.Change(environment, now, changed);
            return Answer.Ok(changed, OrganizationShape.Write);
        }
    }

    public static ValueTask<Answer> Delete(Call call)
    {
        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Organizations.TryGet(call.Route("id"), out var organization))
                return new(Unknown(call.Route("id")));
            OrganizationStorage.Remove(environment, organization);
            return new(new Answer(StatusCodes.Status202Accepted, default));
        }
    }

    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var (domains, search) = (call.QueryList("domains"), call.Query("search"));
        lock (call.Environment.Gate)
        {
            return new(query.Take(call.Environment.Organizations.Ids, id =>
                call.Environment.Organizations.Find(id) is { } organization && Matches(organization, domains, search) ? organization : null)
                .Answer(OrganizationShape.Write));
        }
    }

    public static Answer Unknown(string id) => Refusal.NotFound("Organization", id);

    private static bool Matches(StoredOrganization organization, IReadOnlyList<string> domains, string? search) =>
        (domains.Count == 0 || organization.Domains.Any(domain => domains.Contains(domain.Domain, StringComparer.OrdinalIgnoreCase)))
        && (search is null || organization.Name.Contains(search, StringComparison.OrdinalIgnoreCase));

    private static Answer ExternalIdTaken(string externalId) =>
        Refusal.BadRequest("external_id_already_used", $"The external_id '{externalId}' has already been assigned to another organization.");

    private static Answer? DomainTaken(WorkOSEnvironment environment, IReadOnlyList<StoredDomain> domains, string? ownId)
    {
        var taken = domains.FirstOrDefault(domain => environment.OrganizationsByDomain.TryGetValue(domain.Domain, out var id) && id != ownId);
        return taken is null ? null : Refusal.With(
            StatusCodes.Status409Conflict, "domain_already_in_use", $"The domain '{taken.Domain}' is in use by another organization.");
    }
}
