using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clerk2WorkOS.Audit;

/// <summary>How the audit log is written. Checked when the host starts.</summary>
public sealed class AuditOptions
{
    /// <summary>
    /// The database, as a role that may insert for everyone (with row-level security: one with BYPASSRLS). Null to use the registered
    /// <see cref="Npgsql.NpgsqlDataSource"/> of <see cref="DataSourceKey"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The key of the <see cref="Npgsql.NpgsqlDataSource"/> to use without a <see cref="ConnectionString"/>; <see cref="ServiceDataSource.Key"/> by default. Null for the
    /// one without a key, which is the application's own: good where no row-level security applies to it.
    /// </summary>
    public object? DataSourceKey { get; set; } = ServiceDataSource.Key;

    /// <summary>The table and its columns.</summary>
    public AuditTableOptions Table { get; set; } = new();

    /// <summary>
    /// Whether the table is looked at when the host starts: one that is missing or does not fit stops the host with a sentence that says what to do.
    /// A database that does not answer is a warning alone, since an application has to start while its database is away. True by default.
    /// </summary>
    public bool CheckTableAtStart { get; set; } = true;

    /// <summary>When a call is done.</summary>
    public AuditDelivery Delivery { get; set; } = AuditDelivery.Queued;

    /// <summary>How many events may wait for the database; a call that finds no room waits. 10,000 by default, at most twice <see cref="MaxJsonLength"/> each.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How many events are written in one statement at most: 500. Events do not wait for a batch to fill.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>
    /// How many bytes of JSON the changes, and the metadata, of one event may have: 65,536. What is longer is left out, a warning is logged, and
    /// <c>{"omitted":"longer than 65536 bytes","bytes":…}</c> stands in its place.
    /// </summary>
    public int MaxJsonLength { get; set; } = 64 * 1024;

    /// <summary>How many characters of the user agent are kept: 512. Anyone can send a header of 32 KB.</summary>
    public int MaxUserAgentLength { get; set; } = 512;

    /// <summary>
    /// How long the host's stop waits for the queue to be written, even where its own time is over: 10 seconds. What is not written then is
    /// lost, and a critical log message says how many events that are.
    /// </summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The claim with WorkOS's user id.</summary>
    public string UserClaim { get; set; } = "sub";

    /// <summary>The claim with WorkOS's organization id.</summary>
    public string OrganizationClaim { get; set; } = "org_id";

    /// <summary>
    /// The addresses of the application's own reverse proxies. Only from them is <c>X-Forwarded-For</c> believed, hop by hop from the right; from
    /// anyone else it is whatever the client wrote. Leave it empty where the application calls <c>UseForwardedHeaders</c>, which does the same before.
    /// </summary>
    public IList<IPAddress> KnownProxies { get; } = [];

    /// <summary>The networks of the application's own reverse proxies, such as <c>10.0.0.0/8</c>; else as <see cref="KnownProxies"/>.</summary>
    public IList<IPNetwork> KnownNetworks { get; } = [];

    /// <summary>How changes and metadata become JSON: names in camel case, cycles cut.</summary>
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web) { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    /// <summary>True if nobody has said which database it is.</summary>
    internal bool IsUntouched => ConnectionString is null && ServiceDataSource.Key.Equals(DataSourceKey);
}
