using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>A role as the environment holds it.</summary>
internal sealed record StoredRole(string Id, string Slug, string Name, IReadOnlyList<string> Permissions, DateTimeOffset CreatedAt)
{
    public static StoredRole From(StandInRole role, IdSource ids, DateTimeOffset now) =>
        new(ids.Next("role_"), role.Slug, role.Name ?? role.Slug, role.Permissions ?? [], now);

    public static void Write(Utf8JsonWriter json, StoredRole role)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "role");
        json.WriteString("id"u8, role.Id);
        json.WriteString("slug"u8, role.Slug);
        json.WriteString("name"u8, role.Name);
        json.WriteNull("description"u8);
        json.WriteString("type"u8, "EnvironmentRole");
        json.WriteString("resource_type_slug"u8, "organization");
        json.WriteStartArray("permissions"u8);
        foreach (var permission in role.Permissions)
            json.WriteStringValue(permission);
        json.WriteEndArray();
        json.WriteTime("created_at"u8, role.CreatedAt);
        json.WriteTime("updated_at"u8, role.CreatedAt);
        json.WriteEndObject();
    }
}
