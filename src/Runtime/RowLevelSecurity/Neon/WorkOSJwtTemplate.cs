using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>
/// The JWT template of a WorkOS environment: JSON with <c>{{ paths }}</c> in it, rendered at each sign-in and put over the claims that a token has by itself.
/// Source: https://workos.com/docs/authkit/jwt-templates
/// </summary>
public static class WorkOSJwtTemplate
{
    private const char FilledIn = '\uE000';     // of the private use area: stands in no template
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>
    /// The template that gives everyone the database's role. Where that takes the place of WorkOS's own claim <c>role</c>, the role in the organization goes on as
    /// <c>user_role</c>, as WorkOS and Supabase have it. Source: https://workos.com/docs/integrations/supabase-authkit
    /// </summary>
    /// <param name="roleClaim">Where the role stands, <c>.role</c>.</param>
    /// <param name="audience">The audience that tokens get; null for none.</param>
    /// <exception cref="RlsException">The path will not do.</exception>
    public static string Text(string roleClaim, string? audience = null)
    {
        const string Membership = "\"{{membership}}\"";
        var claim = RoleClaim.Parse(roleClaim);
        var template = new JsonObject { [claim.Claim] = claim.Holding(RlsRoles.Authenticated) };
        if (claim.Claim == "role")
            template["user_role"] = Membership.Trim('"');
        if (!string.IsNullOrEmpty(audience))
            template["aud"] = audience;
        return template.ToJsonString(Indented).Replace(Membership, "{{ organization_membership.role }}", StringComparison.Ordinal);
    }

    /// <summary>Whether tokens that a template makes name the database's role.</summary>
    /// <param name="content">The template's text.</param>
    /// <param name="roleClaim">Where the role stands, <c>.role</c>.</param>
    /// <exception cref="RlsException">The path will not do.</exception>
    public static NeonFinding Judge(string content, string roleClaim)
    {
        ArgumentNullException.ThrowIfNull(content);
        var claim = RoleClaim.Parse(roleClaim);
        string? role;
        try
        {
            using var claims = JsonDocument.Parse(Rendered(content));
            role = claim.In(claims.RootElement);
        }
        catch (JsonException)
        {
            return Problem("WorkOS's JWT template is not JSON once its paths are filled in.");
        }

        return role switch
        {
            RlsRoles.Authenticated => new(NeonVerdict.Fine, NeonFinding.Role, $"WorkOS's JWT template puts '{role}' at {roleClaim}."),
            null when roleClaim == ".role" => Problem("WorkOS's JWT template does not set 'role': tokens name the person's role in the organization there, 'member' for example, and the database has no such role."),
            null => Problem($"WorkOS's JWT template puts no text at {roleClaim}: the Data API takes such a token for a visitor's."),
            _ when role.Contains(FilledIn, StringComparison.Ordinal) => Problem($"WorkOS's JWT template fills in what stands at {roleClaim}; it has to be '{RlsRoles.Authenticated}' for everyone, and in the hands of nobody."),
            _ => Problem($"WorkOS's JWT template puts '{role}' at {roleClaim}; it has to be '{RlsRoles.Authenticated}'."),
        };
    }

    private static NeonFinding Problem(string sentence) => new(NeonVerdict.Problem, NeonFinding.Role, sentence, "the JWT template below, in WorkOS's dashboard");

    /// <summary>With a mark in the place of every path: inside a text in the text, elsewhere as a text of its own.</summary>
    private static string Rendered(string content)
    {
        var json = new StringBuilder();
        var isInText = false;
        for (var at = 0; at < content.Length; at++)
        {
            if (content.AsSpan(at).StartsWith("{{") && content.IndexOf("}}", at, StringComparison.Ordinal) is > 0 and var end)
            {
                json.Append(isInText ? $"{FilledIn}" : $"\"{FilledIn}\"");
                at = end + 1;
                continue;
            }

            json.Append(content[at]);
            if (content[at] == '"')
                isInText = !isInText;
            else if (isInText && content[at] == '\\' && at + 1 < content.Length)
                json.Append(content[++at]);
        }

        return json.ToString();
    }
}
