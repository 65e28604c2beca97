using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Tokens;

/// <summary>
/// Which of Clerk's session tokens are accepted beside WorkOS's while people move over. Checked when the host starts. A change of the configuration counts from the next request on;
/// one that cannot be used is logged, and what was set before stays.
/// </summary>
public sealed class ClerkHandOverOptions
{
    /// <summary>Whether Clerk's tokens are accepted at all. False ends the window: they are then refused with 401 like any stranger's.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Who issues them: Clerk's Frontend API, <c>https://clerk.example.com</c> or <c>https://….clerk.accounts.dev</c>, as it stands in the tokens' <c>iss</c>. Required. <c>https</c>, or
    /// <c>http</c> to this machine.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where the keys are that Clerk signs with; null for <c>{Issuer}/.well-known/jwks.json</c>.</summary>
    public Uri? KeysAddress { get; set; }

    /// <summary>
    /// The origins whose tokens are accepted, as <c>azp</c> has them: <c>https://app.example.com</c>. Required, since a token of Clerk's has no audience: without this list, one that was made for
    /// another site of the same Clerk instance would be accepted here. Source: https://clerk.com/docs/backend-requests/manual-jwt
    /// </summary>
    public IList<string> AuthorizedParties { get; } = [];

    /// <summary>Whether a token without <c>azp</c> is accepted, as native applications get it. False by default.</summary>
    public bool AllowMissingAuthorizedParty { get; set; }

    /// <summary>
    /// The audiences that are accepted. Empty by default: a session token of Clerk's has none, and one that has was made by a template for somebody else, and is refused. With an entry, a token
    /// without <c>aud</c> is refused.
    /// </summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>The cookie that a token is taken from when the request has no header <c>Authorization</c>: <c>__session</c>. Null or empty to take none.</summary>
    public string? SessionCookie { get; set; } = "__session";

    /// <summary>Where else a token may stand, asked when there is neither header nor cookie: the query string of a WebSocket, for example. Null for nowhere.</summary>
    public Func<HttpRequest, string?>? ReadToken { get; set; }

    /// <summary>
    /// The permissions that a role has at WorkOS, by the role's slug. WorkOS's tokens carry them; neither Clerk's tokens nor the id map know them. Without an entry a person with that role has none.
    /// </summary>
    public IDictionary<string, IList<string>> Permissions { get; } = new Dictionary<string, IList<string>>(StringComparer.Ordinal);

    /// <summary>How far the clocks may be apart: 30 seconds, at most a minute.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer of the database about a person is used again: 30 seconds, at most 5 minutes. As long it takes until a membership that ends is noticed.</summary>
    public TimeSpan CacheTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The least time between two fetches of the keys because a token names an unknown one: 30 seconds.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old the keys may get before they are fetched again, in the background: an hour.</summary>
    public TimeSpan KeyAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long keys are used when Clerk cannot be reached: 24 hours since they were fetched.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(24);

    internal string ExactIssuer => Issuer.TrimEnd('/');

    internal SigningKeySource KeySource => new("Clerk", KeysAddress ?? new($"{ExactIssuer}/.well-known/jwks.json"), RefreshInterval, KeyAge, KeyLifetime);
}
