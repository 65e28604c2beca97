using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.Options;

namespace Booking.Web.Auth;

/// <summary>Asks WorkOS whether somebody is who they say: by password, by a mailed code, and which organization they work in now.</summary>
public sealed class WorkosSignIn(HttpClient http, IOptions<WorkOSOptions> workos, IHttpContextAccessor request)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<SignInAnswer> ByPasswordAsync(string email, string password, CancellationToken cancellationToken) =>
        AskAsync(new() { ["grant_type"] = "password", ["email"] = email, ["password"] = password }, cancellationToken);

    public Task<SignInAnswer> ByCodeAsync(string email, string code, CancellationToken cancellationToken) =>
        AskAsync(new() { ["grant_type"] = "urn:workos:oauth:grant-type:magic-auth:code", ["email"] = email, ["code"] = code }, cancellationToken);

    public Task<SignInAnswer> ByOrganizationAsync(string pendingToken, string organizationId, CancellationToken cancellationToken) => AskAsync(
        new()
        {
            ["grant_type"] = "urn:workos:oauth:grant-type:organization-selection",
            ["pending_authentication_token"] = pendingToken,
            ["organization_id"] = organizationId,
        },
        cancellationToken);

    private async Task<SignInAnswer> AskAsync(Dictionary<string, string?> fields, CancellationToken cancellationToken)
    {
        fields["client_id"] = workos.Value.ClientId;
        fields["client_secret"] = workos.Value.ApiKey;
        fields["ip_address"] = request.HttpContext?.Connection.RemoteIpAddress?.ToString();
        fields["user_agent"] = request.HttpContext?.Request.Headers.UserAgent.ToString();

        using var response = await http.PostAsJsonAsync("user_management/authenticate", fields, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests)
            return new SignInAnswer { Code = "rate_limited" };
        if ((int)response.StatusCode >= 500)
            response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<SignInAnswer>(Json, cancellationToken) ?? new SignInAnswer { Code = "unknown" };
    }
}

/// <summary>What WorkOS answers: a token, or what is in the way.</summary>
public sealed record SignInAnswer
{
    public string? AccessToken { get; init; }

    public SignInUser? User { get; init; }

    /// <summary>Why there is no token.</summary>
    public string? Code { get; init; }

    /// <summary>The same for refusals in the form of OAuth.</summary>
    public string? Error { get; init; }

    /// <summary>Where several organizations are to choose from: what to go on with, and which they are.</summary>
    [JsonPropertyName("pending_authentication_token")]
    public string? PendingToken { get; init; }

    public IReadOnlyList<SignInOrganization> Organizations { get; init; } = [];

    /// <summary>For whoever sits in front of the page.</summary>
    public string Reason => (Code ?? Error) switch
    {
        "invalid_credentials" => "This address and this password do not fit together.",
        "invalid_one_time_code" or "one_time_code_previously_used" or "one_time_code_expired" or "invalid_grant" =>
            "This code is not the one that we mailed last, or it is older than ten minutes.",
        "email_verification_required" => "We have not seen yet that this address is yours. Sign in with a code once.",
        "rate_limited" => "Too many attempts. Wait for a minute.",
        _ => "This did not work. Try again, or sign in with a code.",
    };
}

public sealed record SignInUser(string Id, string Email, bool EmailVerified);

public sealed record SignInOrganization(string Id, string Name);
