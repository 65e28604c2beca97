using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>The events <c>authentication.*</c>.</summary>
internal static class AuthenticationEvents
{
    public static void Add(WorkOSEnvironment environment, string name, string type, string status, StoredUser user, SignInAttempt attempt)
    {
        lock (environment.Gate)
            environment.Events.Add(name, (type, status, user, attempt), Write);
    }

    private static void Write(Utf8JsonWriter json, (string Type, string Status, StoredUser User, SignInAttempt Attempt) data)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, data.Type);
        json.WriteString("status"u8, data.Status);
        json.WriteString("user_id"u8, data.User.Id);
        json.WriteString("email"u8, data.User.Email);
        json.WriteString("ip_address"u8, data.Attempt.IpAddress);
        json.WriteString("user_agent"u8, data.Attempt.UserAgent);
        if (data.Status == "failed")
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, "invalid_credentials");
            json.WriteString("message"u8, "Invalid credentials.");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
