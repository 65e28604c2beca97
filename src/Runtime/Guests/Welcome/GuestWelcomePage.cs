using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Guests.Welcome;

/// <summary>
/// What the link in the mail opens: a page with one button. Opening it does nothing, since the scanners of mail systems open every link; the button asks WorkOS
/// for a sign-in code and leads to the page where it is entered.
/// </summary>
/// <remarks>
/// Every link that is not good gets the same answer: made up, changed, expired, or of a user who is gone. The only address that it ever redirects to is the one
/// in the options.
/// </remarks>
internal sealed partial class GuestWelcomePage : IDisposable
{
    // WorkOS has the same limit for an address, over all processes; a fourth click is answered by the codes that were mailed already.
    private const int CodesPerMinute = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly GuestWelcomeOptions _options;
    private readonly GuestLink _link;
    private readonly IWorkOSClient _workos;
    private readonly ILogger<GuestWelcomePage> _logger;
    private readonly PartitionedRateLimiter<string> _codes;
    private readonly string _policy;

    public GuestWelcomePage(IOptions<GuestOptions> options, GuestLink link, IWorkOSClient workos, ILogger<GuestWelcomePage> logger)
    {
        (_options, _link, _workos, _logger) = (options.Value.Welcome, link, workos, logger);
        _codes = PartitionedRateLimiter.Create<string, string>(static user => RateLimitPartition.GetSlidingWindowLimiter(
            user, static _ => new SlidingWindowRateLimiterOptions { PermitLimit = CodesPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
        // A browser applies form-action to where the answer redirects, too.
        var target = Uri.TryCreate(_options.SignInPage, UriKind.Absolute, out var page) && !page.IsFile ? " " + page.GetLeftPart(UriPartial.Authority) : "";
        _policy = $"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'{target}; frame-ancestors 'none'; base-uri 'none'";
    }

    /// <summary>Shows the button.</summary>
    public Task ShowAsync(HttpContext context) => _link.UserOf(TokenOf(context)) is null
        ? NotGoodAsync(context)
        : WriteAsync(context, StatusCodes.Status200OK, $"Sign in to {_options.ApplicationName}",
            "<p>We will mail you a code that lets you in.</p><form method=\"post\"><button>Mail me the code</button></form>");

    /// <summary>Asks for a code and leads to where it is entered.</summary>
    public async Task AskAsync(HttpContext context)
    {
        if (_link.UserOf(TokenOf(context)) is not { } userId)
        {
            await NotGoodAsync(context).ConfigureAwait(false);
            return;
        }

        using var lease = _codes.AttemptAcquire(userId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            var user = await _workos.GetUserAsync(userId, patience.Token).ConfigureAwait(false);
            if (user is null)
            {
                await NotGoodAsync(context).ConfigureAwait(false);
                return;
            }

            if (lease.IsAcquired)
                await _workos.CreateMagicAuthAsync(user.Email, patience.Token).ConfigureAwait(false);
            Lead(context, user.Email);
        }
        catch (Exception exception) when (exception is WorkOSException || (exception is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            LogNoCode(userId, exception.GetType().Name);
            context.Response.Headers.RetryAfter = "60";
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "No code just now", "<p>We could not mail you a code. Please open the link again in a minute.</p>").ConfigureAwait(false);
        }
    }

    public void Dispose() => _codes.Dispose();

    private static string? TokenOf(HttpContext context) => context.Request.Query[GuestLink.Parameter] is [var token] ? token : null;

    private void Lead(HttpContext context, string email)
    {
        var address = _options.SignInPage.StartsWith('/') ? context.Request.PathBase + _options.SignInPage : _options.SignInPage;
        if (_options.AddressParameter is { } parameter)
            address = Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(address, parameter, email);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private Task NotGoodAsync(HttpContext context) => WriteAsync(
        context, StatusCodes.Status400BadRequest, "This link is not good any more", "<p>Please sign in with your address instead, or book again to get a new link.</p>");

    private Task WriteAsync(HttpContext context, int status, string title, string content)
    {
        var encoded = HtmlEncoder.Default.Encode(title);
        var headers = context.Response.Headers;
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";     // the link is in the address
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{encoded}</title>"
            + $"<style>body{{font:1.1em system-ui;margin:4em auto;max-width:30em;padding:0 1em}}button{{font:inherit;padding:.6em 1.2em}}</style></head><body><main><h1>{encoded}</h1>{content}</main></body></html>",
            context.RequestAborted);
    }

    [LoggerMessage(EventId = 221, Level = LogLevel.Warning, Message = "No sign-in code was mailed to the guest {WorkosUserId}: {Reason}.")]
    private partial void LogNoCode(string workosUserId, string reason);
}
