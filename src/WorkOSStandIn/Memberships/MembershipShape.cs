using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>A membership with the user and the organization that it shows.</summary>
internal sealed record MembershipView(StoredMembership Membership, StoredUser User, StoredOrganization Organization)
{
    /// <summary>Called under the environment's gate: both exist as long as the membership does.</summary>
    public static MembershipView Of(WorkOSEnvironment environment, StoredMembership membership) =>
        new(membership, environment.Users.Find(membership.UserId)!, environment.Organizations.Find(membership.OrganizationId)!);
}

/// <summary>A membership as the API shows it.</summary>
internal static class MembershipShape
{
    public static void Write(Utf8JsonWriter json, MembershipView view)
    {
        var membership = view.Membership;
        json.WriteStartObject();
        json.WriteString("object"u8, "organization_membership");
        json.WriteString("id"u8, membership.Id);
        json.WriteString("user_id"u8, membership.UserId);
        json.WriteString("organization_id"u8, membership.OrganizationId);
        json.WriteString("organization_name"u8, view.Organization.Name);
        json.WriteString("status"u8, membership.Status);
        json.WriteBoolean("directory_managed"u8, false);
        json.WriteStartObject("role"u8);
        json.WriteString("slug"u8, membership.RoleSlug);
        json.WriteEndObject();
        json.WriteStartObject("custom_attributes"u8);
        json.WriteEndObject();
        json.WritePropertyName("user"u8);
        UserShape.Write(json, view.User);
        json.WriteTime("created_at"u8, membership.CreatedAt);
        json.WriteTime("updated_at"u8, membership.UpdatedAt);
        json.WriteEndObject();
    }
}
