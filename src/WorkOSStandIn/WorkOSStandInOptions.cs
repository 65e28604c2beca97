namespace Clerk2WorkOS.Testing;

/// <summary>How a stand-in is set up. The defaults are a new WorkOS environment, with the limits of the live API.</summary>
public sealed class WorkOSStandInOptions
{
    /// <summary>The port on the loopback address; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The secret key that requests must carry as <c>Authorization: Bearer …</c>. It begins with <c>sk_</c>.</summary>
    public string ApiKey { get; set; } = "sk_test_standin";

    /// <summary>More keys of the same environment. The limit of 6,000 requests a minute counts each key apart.</summary>
    public IList<string> MoreApiKeys { get; } = [];

    /// <summary>The client id: names the key set (<c>/sso/jwks/{client_id}</c>) and is asked for at sign-in.</summary>
    public string ClientId { get; set; } = "client_01STANDIN0000000000000000Z";

    /// <summary>
    /// <c>iss</c> of the access tokens; <see langword="null"/>, the default, is the live form
    /// <c>https://api.workos.com/user_management/{client_id}</c>, whatever the stand-in's own address is.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>How long an access token is valid; 5 minutes by default, as in a new environment.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The environment's roles; <c>admin</c> and <c>member</c> by default, as in a new environment. A membership with any
    /// other role is refused with 422 <c>invalid_role</c>, and so is <c>owner</c> until it is added here.
    /// </summary>
    public IList<StandInRole> Roles { get; } = [new("admin", "Admin"), new("member", "Member")];

    /// <summary>The slug that a membership gets when the request names none; <c>member</c> by default.</summary>
    public string DefaultRole { get; set; } = "member";

    /// <summary>Whether a sign-in with a password waits until the address is verified; on by default, as live.</summary>
    public bool RequireEmailVerification { get; set; } = true;

    /// <summary>Whether Magic Auth makes a user of an address that has none; on by default, as live.</summary>
    public bool AllowSignUp { get; set; } = true;

    /// <summary>The least number of characters of a password; 10 by default, as in a new environment.</summary>
    public int MinimumPasswordLength { get; set; } = 10;

    /// <summary>
    /// What a second membership of the same user in the same organization is answered with. The live API's answer is not
    /// documented; 400 has been seen, and 409 and 422 are worth testing with.
    /// </summary>
    public int DuplicateMembershipStatus { get; set; } = StatusCodes.Status400BadRequest;

    /// <summary>Whether the rate limits are enforced; on by default.</summary>
    public bool EnforceLimits { get; set; } = true;

    /// <summary>Multiplies every allowance: 0.1 turns 500 writes in 10 seconds into 50. At least 1 request is always allowed.</summary>
    public double LimitScale { get; set; } = 1;

    /// <summary>Whether a 429 says in <c>Retry-After</c> (whole seconds) when to come back; live sometimes does not.</summary>
    public bool SendRetryAfter { get; set; } = true;

    /// <summary>
    /// The clock of time stamps, rate limits, codes and tokens; a test may turn it. What takes time on the wire (a slow
    /// answer, the delivery of a webhook) is not ruled by it.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How many events are kept for <c>GET /events</c>; the oldest go first. 100,000 by default.</summary>
    public int EventHistory { get; set; } = 100_000;

    /// <exception cref="ArgumentException">A value that no stand-in can run with, named.</exception>
    internal void Validate()
    {
        Demand(Port is >= 0 and <= 65535, $"{nameof(Port)} must be between 0 and 65535, not {Port}.");
        foreach (var key in MoreApiKeys.Prepend(ApiKey))
            Demand(key is not null && key.StartsWith("sk_", StringComparison.Ordinal), "An API key must begin with sk_.");
        Demand(!string.IsNullOrWhiteSpace(ClientId) && !ClientId.Contains('/'), $"{nameof(ClientId)} must be a word.");
        Demand(Roles.Count == Roles.DistinctBy(role => role.Slug).Count(), "Two roles have the same slug.");
        Demand(Roles.Any(role => role.Slug == DefaultRole), $"{nameof(DefaultRole)} '{DefaultRole}' is not among the roles.");
        Demand(double.IsFinite(LimitScale) && LimitScale > 0, $"{nameof(LimitScale)} must be above 0.");
        Demand(AccessTokenLifetime > TimeSpan.Zero, $"{nameof(AccessTokenLifetime)} must be above zero.");
        Demand(EventHistory > 0, $"{nameof(EventHistory)} must be above 0.");
        Demand(DuplicateMembershipStatus is 400 or 409 or 422, $"{nameof(DuplicateMembershipStatus)} must be 400, 409 or 422.");
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
