using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>A user as the API shows it.</summary>
internal static class UserShape
{
    public static void Write(Utf8JsonWriter json, StoredUser user)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "user");
        json.WriteString("id"u8, user.Id);
        json.WriteString("email"u8, user.Email);
        json.WriteBoolean("email_verified"u8, user.EmailVerified);
        json.WriteString("first_name"u8, user.FirstName);
        json.WriteString("last_name"u8, user.LastName);
        json.WriteNull("profile_picture_url"u8);
        json.WriteString("external_id"u8, user.ExternalId);
        json.WriteMetadata(user.Metadata);
        json.WriteTime("last_sign_in_at"u8, user.LastSignInAt);
        json.WriteString("locale"u8, user.Locale);
        json.WriteTime("created_at"u8, user.CreatedAt);
        json.WriteTime("updated_at"u8, user.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>{user: …}.</summary>
    public static void WriteWrapped(Utf8JsonWriter json, StoredUser user)
    {
        json.WriteStartObject();
        json.WritePropertyName("user"u8);
        Write(json, user);
        json.WriteEndObject();
    }
}
