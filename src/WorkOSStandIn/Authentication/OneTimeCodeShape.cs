using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>Magic Auth, email verification and password reset as the API shows them: alike but for the secret.</summary>
internal static class OneTimeCodeShape
{
    /// <summary>The secret goes into the field that is named; events name none.</summary>
    public static void Write(Utf8JsonWriter json, string kind, OneTimeCode code, string? secretField, Uri? link = null)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, kind);
        json.WriteString("id"u8, code.Id);
        json.WriteString("user_id"u8, code.UserId);
        json.WriteString("email"u8, code.Email);
        if (secretField is not null)
            json.WriteString(secretField, code.Secret);
        if (link is not null)
            json.WriteString("password_reset_url"u8, link.AbsoluteUri);
        json.WriteTime("expires_at"u8, code.ExpiresAt);
        json.WriteTime("created_at"u8, code.CreatedAt);
        if (kind != "password_reset")
            json.WriteTime("updated_at"u8, code.CreatedAt);
        json.WriteEndObject();
    }
}
