namespace Clerk2WorkOS.Testing;

/// <summary><c>/user_management/users</c>.</summary>
internal static class UserRoutes
{
    public static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBodyAsync();
        var email = body.RequiredText("email");
        var (firstName, lastName) = (body.Text("first_name"), body.Text("last_name"));
        var externalId = body.ExternalId();
        var locale = body.Text("locale");
        var verified = body.Flag("email_verified") ?? false;
        var (password, passwordRefused) = PasswordFields.Read(body, call.Environment.Options);
        if (body.Refused is { } invalid)
            return invalid;
        if (!EmailAddress.IsValid(email))
            return CreationError("invalid_email", "The email is invalid.");
        if (passwordRefused is not null)
            return passwordRefused;
        var (metadata, metadataRefused) = Metadata.Merge(Metadata.None, body);
        if (metadataRefused is not null)
            return metadataRefused;

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (environment.UsersByEmail.ContainsKey(email))
                return CreationError("email_not_available", "This email is not available.");
            if (externalId is not null && environment.UsersByExternalId.ContainsKey(externalId))
                return ExternalIdTaken(externalId);
            var user = new StoredUser(
                environment.Ids.Next("user_"), email, verified, firstName, lastName, externalId, metadata, locale, null, call.Now, call.Now)
            {
                Password = password,
            };
            UserStorage.Add(environment, user);
            return Answer.Created(user, UserShape.Write);
        }
    }

    public static ValueTask<Answer> Get(Call call) =>
        new(call.Environment.Users.TryGet(call.Route("id"), out var user) ? Answer.Ok(user, UserShape.Write) : Unknown(call.Route("id")));

    public static ValueTask<Answer> GetByExternalId(Call call)
    {
        var externalId = call.Route("external_id");
        lock (call.Environment.Gate)
        {
            return new(call.Environment.UsersByExternalId.TryGetValue(externalId, out var id)
                ? Answer.Ok(call.Environment.Users.Find(id)!, UserShape.Write)
                : Unknown(externalId));
        }
    }

    public static async ValueTask<Answer> Update(Call call)
    {
        var body = await call.ReadBodyAsync();
        var email = body.Text("email");
        var (firstName, lastName) = (body.Text("first_name"), body.Text("last_name"));
        var externalId = body.ExternalId();
        var locale = body.Text("locale");
        var verified = body.Flag("email_verified");
        var (password, passwordRefused) = PasswordFields.Read(body, call.Environment.Options);
        if (body.Refused is { } invalid)
            return invalid;
        if (email is not null && !EmailAddress.IsValid(email))
            return Refusal.BadRequest("invalid_email", "The email is invalid.");
        if (passwordRefused is not null)
            return passwordRefused;

        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Users.TryGet(call.Route("id"), out var now))
                return Unknown(call.Route("id"));
            var (metadata, metadataRefused) = Metadata.Merge(now.Metadata, body);
            if (metadataRefused is not null)
                return metadataRefused;
            if (email is not null && environment.UsersByEmail.TryGetValue(email, out var holder) && holder != now.Id)
                return Refusal.BadRequest("email_not_available", "This email is not available.");
            if (externalId is not null && environment.UsersByExternalId.TryGetValue(externalId, out holder) && holder != now.Id)
                return ExternalIdTaken(externalId);

            // A new address is not verified by what was known of the old one.
            var moved = email is not null && !string.Equals(email, now.Email, StringComparison.OrdinalIgnoreCase);
            var changed = now with
            {
                Email = email ?? now.Email,
                EmailVerified = verified ?? (!moved && now.EmailVerified),
                FirstName = body.Has("first_name") ? firstName : now.FirstName,
                LastName = body.Has("last_name") ? lastName : now.LastName,
                ExternalId = body.Has("external_id") ? externalId : now.ExternalId,
                Locale = body.Has("locale") ? locale : now.Locale,
                Metadata = metadata,
                Password = password ?? now.Password,
                UpdatedAt = call.Now,
            };
            UserStorage.Change(environment, now, changed);
            return Answer.Ok(changed, UserShape.Write);
        }
    }

    public static ValueTask<Answer> Delete(Call call)
    {
        lock (call.Environment.Gate)
        {
            if (!call.Environment.Users.TryGet(call.Route("id"), out var user))
                return new(Unknown(call.Route("id")));
            UserStorage.Remove(call.Environment, user);
            return new(Answer.Done);
        }
    }

    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var environment = call.Environment;
        var (email, organizationId) = (call.Query("email"), call.Query("organization_id") ?? call.Query("organization"));
        lock (environment.Gate)
        {
            IReadOnlyList<string> ids = email is null ? environment.Users.Ids
                : environment.UsersByEmail.TryGetValue(email, out var id) ? [id] : [];
            return new(query.Take(ids, id => environment.Users.Find(id) is { } user && IsIn(environment, user, organizationId) ? user : null)
                .Answer(UserShape.Write));
        }
    }

    public static Answer Unknown(string id) => Refusal.NotFound("User", id);

    private static bool IsIn(WorkOSEnvironment environment, StoredUser user, string? organizationId) =>
        organizationId is null
        || (environment.MembershipOf.TryGetValue((user.Id, organizationId), out var id) && environment.Memberships.Find(id)!.Status == "active");

    private static Answer CreationError(string reason, string explanation) =>
        Refusal.WithReasons(StatusCodes.Status400BadRequest, "user_creation_error", "Could not create user.", reason, explanation);

    private static Answer ExternalIdTaken(string externalId) =>
        Refusal.BadRequest("external_id_already_used", $"The external_id '{externalId}' has already been assigned to another user.");
}
