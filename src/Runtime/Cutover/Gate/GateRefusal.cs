using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>The answer while nothing is served: 503 with Retry-After, as a page for browsers and as problem details (RFC 9457) for programs.</summary>
internal sealed class GateRefusal(IOptions<CutoverGateOptions> options)
{
    private const string Problem = """{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The service is being moved and is back in a moment."}""";

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>Back in a moment</title>
        <style>:root { color-scheme: light dark; } body { font: 18px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 34rem; padding: 0 1.5rem; }</style>
        </head>
        <body>
        <main>
        <h1>We are back in a moment</h1>
        <p>The service is being moved. Nothing that you have saved is lost; please try again in a few minutes.</p>
        </main>
        </body>
        </html>

        """;

    private readonly Lazy<string> _page = new(() => options.Value.MaintenancePage is { } file ? File.ReadAllText(file) : Page);

    public async Task AnswerAsync(HttpContext context, TimeSpan retryAfter)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = ((int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        var isPage = PrefersPage(context.Request);
        response.ContentType = isPage ? "text/html; charset=utf-8" : "application/problem+json";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.WriteAsync(isPage ? _page.Value : Problem, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Whether HTML is named at all, and JSON is not liked better.</summary>
    private static bool PrefersPage(HttpRequest request)
    {
        double page = 0, json = 0;
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            var quality = accepted.Quality ?? 1;
            var type = accepted.MediaType;
            if (type.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase))
                page = Math.Max(page, quality);
            else if (IsJson(accepted))
                json = Math.Max(json, quality);
        }

        return page > 0 && page >= json;
    }

    private static bool IsJson(MediaTypeHeaderValue accepted) =>
        accepted.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || accepted.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
}
