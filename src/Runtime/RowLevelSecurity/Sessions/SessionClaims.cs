using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Clerk2WorkOS.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Clerk2WorkOS.RowLevelSecurity.Sessions;

/// <summary>A verified token's claims, as they stood in the token, as JSON.</summary>
internal static class SessionClaims
{
    // Kestrel takes no more than this in all headers of a request together.
    private const int MostBytes = 32 * 1024;

    /// <summary>The identity that speaks for the principal; null if nobody is signed in.</summary>
    /// <exception cref="RlsException">Somebody is signed in, but it is not clear who.</exception>
    public static ClaimsIdentity? Speaker(ClaimsPrincipal principal)
    {
        ClaimsIdentity? speaker = null;
        var isAuthenticated = false;
        foreach (var identity in principal.Identities)
        {
            if (!identity.IsAuthenticated)
                continue;
            isAuthenticated = true;
            if (UserId(identity) is null)
                continue;
            if (speaker is not null)
                throw new RlsException("Two verified identities of the principal have a claim 'sub': as which of them statements run has to be settled by one.");
            speaker = identity;
        }

        if (isAuthenticated && speaker is null)
        {
            throw new RlsException("The principal is authenticated, but without a claim 'sub': no statement is run for it. "
                + "A token's claims keep their names with AddWorkOSBearer, or with JwtBearerOptions.MapInboundClaims = false.");
        }

        return speaker;
    }

    /// <summary>The claim <c>sub</c>, under exactly this name; null without one.</summary>
    /// <exception cref="RlsException">There are several, or it is empty.</exception>
    public static string? UserId(ClaimsIdentity identity)
    {
        string? found = null;
        foreach (var claim in identity.Claims)
        {
            if (claim.Type != WorkOSClaims.UserId)
                continue;
            if (found is not null || string.IsNullOrWhiteSpace(claim.Value))
                throw new RlsException("The claim 'sub' is empty or there are several: no statement is run for such a principal.");
            found = claim.Value;
        }

        return found;
    }

    /// <summary>The claims as a JSON object.</summary>
    /// <exception cref="RlsException">PostgreSQL could not read them, or they are too large.</exception>
    public static string ToJson(ClaimsIdentity identity)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var claims in identity.Claims.GroupBy(claim => claim.Type, StringComparer.Ordinal))
                Write(writer, claims.Key, [.. claims]);
            writer.WriteEndObject();
        }

        if (json.WrittenCount > MostBytes)
            throw new RlsException($"The token's claims are larger than {MostBytes} bytes.");
        var text = Encoding.UTF8.GetString(json.WrittenSpan);
        return text.Contains(@"\u0000", StringComparison.OrdinalIgnoreCase) ? throw Unreadable() : text;
    }

    private static void Write(Utf8JsonWriter writer, string type, List<Claim> claims)
    {
        Check(type);
        writer.WritePropertyName(type);

        // Claims do not say whether the token had an array of one. Each of the roles was added as a claim 'role' after the token's own, for [Authorize].
        var isArray = type is WorkOSClaims.Roles or WorkOSClaims.Permissions || (claims.Count > 1 && type != WorkOSClaims.Role);
        if (type == WorkOSClaims.OrganizationId && isArray)
            throw new RlsException("There are several claims 'org_id': no statement is run for such a principal.");
        if (!isArray)
        {
            WriteValue(writer, claims[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var claim in claims)
            WriteValue(writer, claim);
        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, Claim claim)
    {
        Check(claim.Value);
        switch (claim.ValueType)
        {
            case JsonClaimValueTypes.JsonNull:
                writer.WriteNullValue();
                break;
            case ClaimValueTypes.Boolean when bool.TryParse(claim.Value, out var flag):
                writer.WriteBooleanValue(flag);     // a claim writes it as "True"
                break;
            case JsonClaimValueTypes.Json or JsonClaimValueTypes.JsonArray or ClaimValueTypes.Integer or ClaimValueTypes.Integer32 or ClaimValueTypes.Integer64
                or ClaimValueTypes.UInteger32 or ClaimValueTypes.UInteger64 or ClaimValueTypes.Double:
                WriteRaw(writer, claim);
                break;
            default:
                writer.WriteStringValue(claim.Value);
                break;
        }
    }

    private static void WriteRaw(Utf8JsonWriter writer, Claim claim)
    {
        try
        {
            writer.WriteRawValue(claim.Value);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new RlsException($"The claim '{claim.Type}' is said to be JSON and is not.", failure);
        }
    }

    // The writer would put U+FFFD for half a surrogate pair, and two people's ids could become one; jsonb has no NUL.
    private static void Check(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at]))))
                throw Unreadable();
        }
    }

    private static RlsException Unreadable() => new("A claim has a character that PostgreSQL cannot store: NUL, or half a surrogate pair.");
}
