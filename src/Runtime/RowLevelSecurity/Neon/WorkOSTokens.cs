using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Clerk2WorkOS.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>Looks whether WorkOS's tokens are such as the Data API needs: whether their keys are there, and whether they name the database's role. No finding has any of a token's text but its issuer and its role.</summary>
public sealed class WorkOSTokens : IDisposable
{
    private const string Keys = "keys";
    private const string Sample = "sample token";

    private readonly NeonTarget _target;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 1024 * 1024 };

    /// <param name="target">Whose tokens, and what they are for.</param>
    /// <exception cref="RlsException">Something of it will not do.</exception>
    public WorkOSTokens(NeonTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target.Check();
        _target = target;
    }

    /// <summary>Whether keys are where Neon will look for them.</summary>
    public async Task<NeonFinding> CheckKeysAsync(CancellationToken cancellationToken = default) => (await KeysAsync(cancellationToken).ConfigureAwait(false)).Finding;

    /// <summary>Whether the environment's JWT template gives tokens the database's role. Source: https://workos.com/docs/reference/authkit/jwt-template</summary>
    /// <param name="apiKey">WorkOS's, of the environment that the client id is of.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<NeonFinding> CheckTemplateAsync(string apiKey, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_target.WorkOSAddress.AbsoluteUri.TrimEnd('/')}/user_management/jwt_template");
        if (!AuthenticationHeaderValue.TryParse($"Bearer {apiKey}", out var authorization))
            return Unknown("the API key has letters in it that no key has");
        request.Headers.Authorization = authorization;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return WorkOSJwtTemplate.Judge("{}", _target.RoleClaim);        // an environment without a template
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return Unknown("WorkOS refuses the API key");
            if (!response.IsSuccessStatusCode)
                return Unknown($"WorkOS answers with status {(int)response.StatusCode}");
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
                ? WorkOSJwtTemplate.Judge(content.GetString()!, _target.RoleClaim) : Unknown("WorkOS's answer has no template in it");
        }
        catch (Exception failure) when (IsSilence(failure, cancellationToken) || failure is JsonException)
        {
            return Unknown(failure is JsonException ? "WorkOS's answer is no JSON" : "WorkOS was not reached");
        }

        static NeonFinding Unknown(string why) => new(NeonVerdict.Note, "JWT template", $"It could not be looked at: {why}.");
    }

    /// <summary>Looks at an access token: who made it, whom it names, which role, for whom.</summary>
    /// <param name="token">An access token of somebody signed in with an organization; it may have expired.</param>
    /// <param name="cancellationToken">Stops waiting for the keys.</param>
    public async Task<IReadOnlyList<NeonFinding>> CheckTokenAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        JsonWebToken read;
        JsonDocument claims;
        try
        {
            read = new JsonWebTokenHandler().ReadJsonWebToken(token.Trim());
            claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(read.EncodedPayload));
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return [new(NeonVerdict.Problem, Sample, "It is no JSON Web Token.")];       // the failure may quote it
        }

        using (claims)
        {
            var (keys, finding) = await KeysAsync(cancellationToken).ConfigureAwait(false);
            var signature = keys is null ? finding with { Verdict = NeonVerdict.Note, About = Sample, Sentence = "Its signature was not checked: the keys could not be had." } : await SignatureAsync(read, keys).ConfigureAwait(false);
            return [signature, .. Claims(claims.RootElement, read, isGenuine: signature.Verdict == NeonVerdict.Fine)];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private IEnumerable<NeonFinding> Claims(JsonElement claims, JsonWebToken read, bool isGenuine)
    {
        if (!_target.Tokens.Issuers.Contains(read.Issuer, StringComparer.Ordinal))
            yield return new(isGenuine ? NeonVerdict.Note : NeonVerdict.Problem, Sample, $"Its issuer '{Short(read.Issuer)}' is none of WorkOS's own for this client: {(isGenuine ? "a custom domain" : "it is not WorkOS's token, or of another client")}.");
        var role = RoleClaim.Parse(_target.RoleClaim).In(claims);
        yield return role == RlsRoles.Authenticated
            ? new(isGenuine ? NeonVerdict.Fine : NeonVerdict.Note, NeonFinding.Role, $"The token names '{role}' at {_target.RoleClaim}.")
            : new(NeonVerdict.Problem, NeonFinding.Role, role is null ? $"The token has no text at {_target.RoleClaim}." : $"The token names '{Short(role)}' at {_target.RoleClaim}; it has to be '{RlsRoles.Authenticated}'.", "the JWT template below; tokens have it from the next sign-in or refresh on");
        if (string.IsNullOrWhiteSpace(read.Subject))
            yield return new(NeonVerdict.Problem, Sample, "It has no 'sub': nobody is signed in with it.");
        if (!claims.TryGetProperty(WorkOSClaims.OrganizationId, out _))
            yield return new(NeonVerdict.Note, Sample, "It has no 'org_id': it is of a sign-in without an organization, and policies that ask for one let it see nothing.", "sign in with an organization");
        if (!string.IsNullOrEmpty(_target.Audience) && !read.Audiences.Contains(_target.Audience))
        {
            yield return read.Audiences.Any()
                ? new(NeonVerdict.Problem, Sample, "It is for another audience than the one that is set.", "the JWT template below, or another audience")
                : new(NeonVerdict.Note, Sample, "It has no 'aud'; the Data API accepts it all the same, so the audience keeps nobody out.");
        }

        if (read.ValidTo < DateTime.UtcNow)
            yield return new(NeonVerdict.Note, Sample, "It has expired; that does not matter here.");
    }

    private static async Task<NeonFinding> SignatureAsync(JsonWebToken token, IReadOnlyList<SecurityKey> keys)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = false,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        }).ConfigureAwait(false);
        return result.IsValid ? new(NeonVerdict.Fine, Sample, "It is signed with a key that WorkOS publishes for this client.")
            : new(NeonVerdict.Problem, Sample, "It is not signed with a key that WorkOS publishes for this client: it is of another environment or provider, or was changed.");
    }

    private async Task<(IReadOnlyList<SecurityKey>? Found, NeonFinding Finding)> KeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(_target.JwksUrl, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 400 and < 500 and not (408 or 429))
                return (null, new(NeonVerdict.Problem, Keys, $"WorkOS has no keys at {_target.JwksUrl} (status {(int)response.StatusCode}): the client id is not one of its.", "the client id of the environment, from WorkOS's dashboard (API keys)"));
            if (!response.IsSuccessStatusCode)
                return (null, new(NeonVerdict.Note, Keys, $"WorkOS answers with status {(int)response.StatusCode} at {_target.JwksUrl}; Neon has to get keys there."));
            var keys = new JsonWebKeySet(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).GetSigningKeys().OfType<RsaSecurityKey>().ToList();
            return keys.Count == 0 ? (null, NoKeys()) : (keys, new(NeonVerdict.Fine, Keys, $"WorkOS publishes {keys.Count} {(keys.Count == 1 ? "key" : "keys")} at {_target.JwksUrl}."));
        }
        catch (Exception failure) when (IsSilence(failure, cancellationToken))
        {
            return (null, new(NeonVerdict.Note, Keys, $"{_target.JwksUrl} was not reached from here; Neon has to reach it."));
        }
        catch (Exception garbled) when (garbled is JsonException or ArgumentException or FormatException)
        {
            return (null, NoKeys());
        }

        NeonFinding NoKeys() => new(NeonVerdict.Problem, Keys, $"What is at {_target.JwksUrl} is no set of keys.", "the client id, and WorkOS's address");
    }

    private static bool IsSilence(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Short(string text) => text.Length > 100 ? text[..100] + "…" : text;
}
