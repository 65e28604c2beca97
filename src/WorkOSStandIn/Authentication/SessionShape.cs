using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>A session as the API shows it.</summary>
internal static class SessionShape
{
    public static void Write(Utf8JsonWriter json, StoredSession session, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "session");
        json.WriteString("id"u8, session.Id);
        json.WriteString("user_id"u8, session.UserId);
        if (session.OrganizationId is not null)
            json.WriteString("organization_id"u8, session.OrganizationId);
        json.WriteString("auth_method"u8, session.AuthMethod);
        json.WriteString("status"u8, session.StatusAt(now));
        json.WriteString("ip_address"u8, session.IpAddress);
        json.WriteString("user_agent"u8, session.UserAgent);
        json.WriteTime("expires_at"u8, session.ExpiresAt);
        json.WriteTime("ended_at"u8, session.EndedAt);
        json.WriteTime("created_at"u8, session.CreatedAt);
        json.WriteTime("updated_at"u8, session.UpdatedAt);
        json.WriteEndObject();
    }
}
