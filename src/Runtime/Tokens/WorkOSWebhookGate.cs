using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>Reads a webhook's body, checks it, and lets the endpoint read it again, or answers 401.</summary>
internal sealed partial class WorkOSWebhookGate(WorkOSWebhookVerifier verifier, IOptions<WorkOSWebhookOptions> options, ILogger<WorkOSWebhookGate> logger)
{
    public async Task PassAsync(HttpContext request, RequestDelegate endpoint)
    {
        if (await ReadAsync(request.Request.Body, options.Value.MaxBodyBytes, request.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            request.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var header = request.Request.Headers[WorkOSWebhookVerifier.HeaderName];
        var verdict = header.Count > 1 ? WorkOSWebhookVerdict.Malformed : verifier.Verify(body.GetBuffer().AsSpan(0, (int)body.Length), header);
        if (verdict != WorkOSWebhookVerdict.Valid)
        {
            LogRefused(verdict);
            request.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        request.Request.Body = body;
        await endpoint(request).ConfigureAwait(false);
    }

    private static async Task<MemoryStream?> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > most)
                return null;
            body.Write(buffer, 0, count);
        }

        body.Position = 0;
        return body;
    }

    [LoggerMessage(EventId = 211, Level = LogLevel.Warning, Message = "A webhook is refused: {Verdict}.")]
    private partial void LogRefused(WorkOSWebhookVerdict verdict);
}
