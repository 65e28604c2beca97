using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>An invitation with the state that it has now, and the link of its mail.</summary>
internal sealed record InvitationView(StoredInvitation Invitation, string State, Uri Link)
{
    public static InvitationView Of(WorkOSEnvironment environment, StoredInvitation invitation) => new(
        invitation, invitation.StateAt(environment.Clock.GetUtcNow()), LinkOf(environment, invitation));

    public static Uri LinkOf(WorkOSEnvironment environment, StoredInvitation invitation) =>
        new(environment.BaseAddress, $"invite?invitation_token={invitation.Token}");
}

/// <summary>An invitation as the API shows it.</summary>
internal static class InvitationShape
{
    public static void Write(Utf8JsonWriter json, InvitationView view) => Write(json, view, secrets: true);

    /// <summary>Events carry neither token nor link.</summary>
    public static void WriteForEvent(Utf8JsonWriter json, InvitationView view) => Write(json, view, secrets: false);

    private static void Write(Utf8JsonWriter json, InvitationView view, bool secrets)
    {
        var invitation = view.Invitation;
        json.WriteStartObject();
        json.WriteString("object"u8, "invitation");
        json.WriteString("id"u8, invitation.Id);
        json.WriteString("email"u8, invitation.Email);
        json.WriteString("state"u8, view.State);
        json.WriteTime("accepted_at"u8, invitation.AcceptedAt);
        json.WriteTime("revoked_at"u8, invitation.RevokedAt);
        json.WriteTime("expires_at"u8, invitation.ExpiresAt);
        json.WriteString("organization_id"u8, invitation.OrganizationId);
        json.WriteString("inviter_user_id"u8, invitation.InviterUserId);
        json.WriteString("accepted_user_id"u8, invitation.AcceptedUserId);
        json.WriteString("role_slug"u8, invitation.RoleSlug);
        if (secrets)
        {
            json.WriteString("token"u8, invitation.Token);
            json.WriteString("accept_invitation_url"u8, view.Link.AbsoluteUri);
        }

        json.WriteTime("created_at"u8, invitation.CreatedAt);
        json.WriteTime("updated_at"u8, invitation.UpdatedAt);
        json.WriteEndObject();
    }
}
