namespace Clerk2WorkOS.Testing;

/// <summary>Sessions of a user, and their end.</summary>
internal static class SessionRoutes
{
    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var environment = call.Environment;
        var userId = call.Route("id");
        lock (environment.Gate)
        {
            if (environment.Users.Find(userId) is null)
                return new(UserRoutes.Unknown(userId));
            return new(query.Take(environment.SessionsOfUser[userId], environment.Sessions.Find)
                .Answer((json, session) => SessionShape.Write(json, session, call.Now)));
        }
    }

    public static async ValueTask<Answer> Revoke(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredText("session_id");
        if (body.Refused is { } invalid)
            return invalid;
        var environment = call.Environment;
        lock (environment.Gate)
        {
            if (!environment.Sessions.TryGet(id, out var session))
                return Refusal.BadRequest("session_not_found", $"Session not found: '{id}'.");
            if (session.StatusAt(call.Now) == "active")
            {
                session = session with { EndedAt = call.Now, UpdatedAt = call.Now };
                environment.Sessions.Replace(id, session);
                var now = call.Now;
                environment.Events.Add("session.revoked", session, (json, stored) => SessionShape.Write(json, stored, now), session.OrganizationId);
            }

            return Answer.Done;
        }
    }
}
