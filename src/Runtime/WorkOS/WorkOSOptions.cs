namespace Clerk2WorkOS.WorkOS;

/// <summary>How the application speaks with WorkOS. Checked when the host starts.</summary>
public sealed class WorkOSOptions
{
    /// <summary>The environment's secret key, <c>sk_…</c>. Source: https://workos.com/docs/reference/api-keys</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The application's client id, <c>client_…</c>: needed for <see cref="IWorkOSClient.GetJwksUri"/> alone.</summary>
    public string? ClientId { get; set; }

    /// <summary>Where WorkOS is; another address for a stand-in. <c>https</c>, or <c>http</c> to this machine.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.workos.com");

    /// <summary>The slug of the role that people get in their own organization. The environment must have it; <see cref="StartupCheck"/> looks.</summary>
    public string RoleSlug { get; set; } = "owner";

    /// <summary>What is looked up in WorkOS when the host starts.</summary>
    public WorkOSStartupCheck StartupCheck { get; set; } = WorkOSStartupCheck.WarnIfUnreachable;

    /// <summary>How many processes share the limits: each takes its part. Processes do not know of each other, so it must be said.</summary>
    public int InstanceCount { get; set; } = 1;

    /// <summary>The limits to stay under; WorkOS's published ones unless set.</summary>
    public WorkOSLimits Limits { get; set; } = new();

    /// <summary>How long one attempt of a call may take, from the sending to the last byte of the answer: 15 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a call may take with all its attempts and the pauses between them: 3 minutes, since WorkOS may ask for a pause of 59 seconds.
    /// The wait of the first attempt for its turn does not count: with 1,000 calls queued the last one starts when the limits let it. Who cannot
    /// wait so long passes a cancellation token.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a call is attempted at most, the first time included: 6.</summary>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>The pause after a first failure: half a second; it doubles with each, up to 10 seconds, and varies by chance.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The pause after a 429 that does not say how long: 10 seconds, the length of the user management window.</summary>
    public TimeSpan DefaultRetryAfter { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>What is looked up in WorkOS when the host starts.</summary>
public enum WorkOSStartupCheck
{
    /// <summary>
    /// The role must be there and the key must be valid, else the host does not start. If WorkOS cannot be reached, a warning is logged and the
    /// host starts: an application must be able to restart while WorkOS is down. The default.
    /// </summary>
    WarnIfUnreachable,

    /// <summary>The role must be there, the key must be valid and WorkOS must answer, else the host does not start. For jobs that cannot do without.</summary>
    Require,

    /// <summary>Nothing is looked up. For tests without WorkOS.</summary>
    Off,
}
