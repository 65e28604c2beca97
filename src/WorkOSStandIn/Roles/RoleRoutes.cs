namespace Clerk2WorkOS.Testing;

/// <summary><c>/authorization/roles</c>, and the roles of an organization: here those of its environment.</summary>
internal static class RoleRoutes
{
    public static ValueTask<Answer> List(Call call) => new(All(call.Environment));

    public static ValueTask<Answer> Get(Call call)
    {
        var slug = call.Route("slug");
        return new(call.Environment.FindRole(slug) is { } role ? Answer.Ok(role, StoredRole.Write) : Refusal.NotFound("Role", slug));
    }

    public static ValueTask<Answer> ListOfOrganization(Call call, string id) =>
        new(call.Environment.Organizations.Find(id) is null ? OrganizationRoutes.Unknown(id) : All(call.Environment));

    private static Answer All(WorkOSEnvironment environment) => Answer.Json(StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list");
        json.WriteStartArray("data"u8);
        foreach (var role in environment.Roles)
            StoredRole.Write(json, role);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
