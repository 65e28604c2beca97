namespace Clerk2WorkOS.Tokens;

/// <summary>Which access tokens are accepted. Checked when the host starts.</summary>
public sealed class WorkOSBearerOptions
{
    private const string Live = "https://api.workos.com";

    /// <summary>The application's client id, <c>client_…</c>: whose keys sign, and whose tokens are accepted. Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>
    /// Where WorkOS is; another address for a stand-in or a proxy. The keys are at <c>{BaseAddress}/sso/jwks/{ClientId}</c>. The issuers that are accepted are the
    /// two that WorkOS uses, <c>https://api.workos.com</c> and <c>https://api.workos.com/user_management/{ClientId}</c>, and the same two of this address.
    /// <c>https</c>, or <c>http</c> to this machine.
    /// </summary>
    public Uri BaseAddress { get; set; } = new(Live);

    /// <summary>Other issuers that are accepted, character by character: that of a custom domain, such as <c>https://auth.example.com</c>.</summary>
    public IList<string> AdditionalIssuers { get; } = [];

    /// <summary>
    /// The audiences that are accepted. Empty by default, and then none is asked for: an access token of WorkOS has no <c>aud</c> unless a JWT template adds one.
    /// With an entry, a token without <c>aud</c> is refused.
    /// </summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>How far the clocks may be apart: 30 seconds, at most a minute.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The least time between two fetches of the keys because a token names an unknown one: 30 seconds, so that invented names cannot make this
    /// application flood WorkOS. After a failed fetch the next is allowed after 5 seconds, or this time if it is shorter.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old the keys may get before they are fetched again, in the background: an hour.</summary>
    public TimeSpan KeyAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long keys are used when WorkOS cannot be reached: 24 hours since they were fetched; then every token is refused until it can.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(24);

    internal Uri KeysAddress => new($"{Base}/sso/jwks/{Uri.EscapeDataString(ClientId)}");

    internal SigningKeySource KeySource => new("WorkOS", KeysAddress, RefreshInterval, KeyAge, KeyLifetime);

    internal IEnumerable<string> Issuers =>
        [.. new[] { Live, Base }.Distinct(StringComparer.Ordinal).SelectMany(address => (string[])[address, $"{address}/user_management/{ClientId}"]), .. AdditionalIssuers];

    private string Base => BaseAddress.AbsoluteUri.TrimEnd('/');
}
