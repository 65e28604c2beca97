using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>
/// Where in a token's claims the role stands: that part of PostgREST's paths which names members of objects, <c>.role</c> or <c>."https://example.com/access".role</c>.
/// Source: https://docs.postgrest.org/en/stable/references/auth.html#jwt-role-extraction
/// </summary>
internal sealed partial class RoleClaim
{
    // Source: https://workos.com/docs/authkit/jwt-templates
    private static readonly string[] Reserved = ["iss", "sub", "exp", "iat", "nbf", "jti"];

    private readonly string[] _names;

    private RoleClaim(string[] names) => _names = names;

    /// <summary>The name of the claim that holds it, or in which it stands.</summary>
    public string Claim => _names[0];

    /// <exception cref="RlsException">It is no such path, or WorkOS lets no template set that claim.</exception>
    public static RoleClaim Parse(string path)
    {
        if (Whole().Match(path) is not { Success: true } match)
            throw new RlsException("The role claim is a path such as .role or .\"https://example.com/role\".");
        var names = match.Groups["name"].Captures.Select(name => name.Value).ToArray();
        return Reserved.Contains(names[0], StringComparer.Ordinal) ? throw new RlsException($"WorkOS lets no JWT template set the claim '{names[0]}': name another.") : new RoleClaim(names);
    }

    /// <summary>The text that stands there; null where there is none.</summary>
    public string? In(JsonElement claims)
    {
        foreach (var name in _names)
        {
            if (claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(name, out claims))
                return null;
        }

        return claims.ValueKind == JsonValueKind.String ? claims.GetString() : null;
    }

    /// <summary>The claim's value with a role at that place.</summary>
    public JsonNode Holding(string role) =>
        _names.Skip(1).Reverse().Aggregate((JsonNode)JsonValue.Create(role), (inner, name) => new JsonObject { [name] = inner });

    [GeneratedRegex("""\A(\.((?<name>[A-Za-z0-9_$@-]+)|"(?<name>[^"]+)"))+\z""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
