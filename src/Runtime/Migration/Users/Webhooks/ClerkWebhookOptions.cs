namespace Clerk2WorkOS.Migration.Users;

/// <summary>How Clerk's webhooks are received while users move. Checked when the host starts.</summary>
public sealed class ClerkWebhookOptions
{
    /// <summary>The signing secrets of the endpoint, from Clerk's dashboard: <c>whsec_</c> and base 64. One, or two while it is being changed. Required.</summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// The target, as a role that may insert into <c>clerk2workos.clerk_events</c>. Null to use the keyed <see cref="Npgsql.NpgsqlDataSource"/> of <see cref="DataSourceKey"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The key of the <see cref="Npgsql.NpgsqlDataSource"/> to use without a <see cref="ConnectionString"/>.</summary>
    public object DataSourceKey { get; set; } = ServiceDataSource.Key;

    /// <summary>
    /// Whether the host's start creates the migration's tables (<see cref="State.MigrationSchema"/>), for which the role needs the right to create a schema. False by default: the first
    /// <c>clerk2workos users run</c> creates them, too.
    /// </summary>
    public bool CreateSchema { get; set; }

    /// <summary>How far the time of the signature may be from now, in both directions: 5 minutes. Source: https://docs.svix.com/receiving/verifying-payloads/how-manual</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many bytes a webhook may have: 1 MiB. A longer one is answered with 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;
}
