namespace Clerk2WorkOS.Tokens;

/// <summary>How webhooks are checked. Checked when the host starts.</summary>
public sealed class WorkOSWebhookOptions
{
    /// <summary>
    /// The secrets of the webhook endpoint, from the WorkOS dashboard: one, or two while it is being changed. Required.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>How far the time of the signature may be from now, in both directions: 300 seconds. Source: https://workos.com/docs/events/data-syncing/webhooks</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How many bytes a webhook may have: 1 MiB. A longer one is answered with 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;
}
