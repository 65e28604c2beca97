namespace Clerk2WorkOS.Guests;

/// <summary>How guests are registered. Checked when the host starts.</summary>
public sealed class GuestOptions
{
    /// <summary>
    /// The database, as the service role: one that row-level security does not apply to (BYPASSRLS), since an anonymous visitor books and may write nothing.
    /// Null to use the keyed <see cref="Npgsql.NpgsqlDataSource"/> of <see cref="DataSourceKey"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The key of the <see cref="Npgsql.NpgsqlDataSource"/> to use without a <see cref="ConnectionString"/>. One without a key is never taken: it is the
    /// application's own, and has the rights of a visitor.
    /// </summary>
    public object DataSourceKey { get; set; } = ServiceDataSource.Key;

    /// <summary>The type that a personal organization of a guest has in the database.</summary>
    public string OrganizationType { get; set; } = "patient_personal";

    /// <summary>The tables and their columns.</summary>
    public GuestTablesOptions Tables { get; set; } = new();

    /// <summary>
    /// Whether the host's start creates the library's own tables (<see cref="GuestSchema"/>), for which the role needs the right to create a schema. False by
    /// default: the script is run with the other migrations, and the start says so if it was not.
    /// </summary>
    public bool CreateSchema { get; set; }

    /// <summary>
    /// Whether the tables are looked at when the host starts: one that is missing or does not fit stops the host with a sentence that says what to do. A
    /// database that does not answer is a warning alone. True by default.
    /// </summary>
    public bool CheckTablesAtStart { get; set; } = true;

    /// <summary>
    /// How long a registration belongs to a process that has gone silent: 10 seconds. A process that works renews it; after one that was killed, the next
    /// call for the same address waits so long at most.
    /// </summary>
    public TimeSpan ClaimDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The mail with the way in.</summary>
    public GuestWelcomeOptions Welcome { get; set; } = new();

    /// <summary>How mails are sent.</summary>
    public GuestMailOptions Mail { get; set; } = new();

    /// <summary>True if nobody has said anything that guest registration could not do without.</summary>
    internal bool IsUntouched => ConnectionString is null && Welcome.LinkKey is null && Welcome.PublicAddress is null && Mail.Host is null && Mail.From is null;
}
