using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Cutover;

/// <summary>How the instances of an application follow the gate of their side.</summary>
public sealed class CutoverGateOptions
{
    /// <summary>The side's own database, in which the gate stands: the legacy database for the old code, the target for the new. A role that may read <c>clerk2workos.gate</c> and write <c>clerk2workos.gate_instances</c>; a pooler in between does no harm.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>From one look at the gate to the next. 250 ms by default, at most 800 ms, so that every instance follows within a second.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where the other side's application answers, such as <c>https://new.example.com</c>: requests are passed on to it while the gate says so. It comes from here alone, never from the database. Null where nothing is ever passed on.</summary>
    public Uri? PeerAddress { get; set; }

    /// <summary>
    /// What every instance asks the other side for (GET) every ten seconds, so that the operator knows that it can pass requests on, and so that neither code nor connections are used for the
    /// first time when people come that way. Any answer below 500 will do, and the one of a closed gate. <c>/health</c> by default; add a page that reads the database.
    /// </summary>
    public IList<PathString> PeerProbePaths { get; } = [new("/health")];

    /// <summary>How long a request waits while writes are held, before it is answered 503 with Retry-After. 3 seconds by default, at most a minute.</summary>
    public TimeSpan LongestHold { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Up to which length the body of a request is kept, so that it can be passed on if the database refuses to write. 10 MiB by default; beyond 64 KiB it is kept in a file.</summary>
    public long LongestKeptBody { get; set; } = 10 * 1024 * 1024;

    /// <summary>Paths that are served whatever the gate says, with all below them: health checks, and pages that need no database. <c>/health</c>, <c>/healthz</c>, <c>/livez</c> and <c>/readyz</c> by default.</summary>
    public IList<PathString> AllowedPaths { get; } = [new("/health"), new("/healthz"), new("/livez"), new("/readyz")];

    /// <summary>Which requests may write. By default every one but GET, HEAD, OPTIONS and TRACE.</summary>
    public Func<HttpRequest, bool> IsWrite { get; set; } = request =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method));

    /// <summary>An HTML file that browsers get while the gate is closed; null for a plain page of the library's.</summary>
    public string? MaintenancePage { get; set; }

    /// <summary>Paths where people sign in, with all below them: an answer of 400 or more counts as a sign-in that failed.</summary>
    public IList<PathString> SignInPaths { get; } = [];

    /// <summary>Paths that take webhooks, with all below them: an answer of 400 or more counts as a webhook that failed.</summary>
    public IList<PathString> WebhookPaths { get; } = [];
}
