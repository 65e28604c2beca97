using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>Receives Clerk's webhooks: what is Clerk's and of now is stored before it is answered, anything else is refused without a word.</summary>
internal sealed partial class ClerkWebhookReceiver(
    SvixVerifier verifier, ClerkEventStore store, IOptions<ClerkWebhookOptions> options, ILogger<ClerkWebhookReceiver> logger)
{
    // Deep enough for whatever a user nests within the limits of Clerk's metadata.
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = 64 * 1024 };

    public async Task ReceiveAsync(HttpContext request) => request.Response.StatusCode = await AnswerAsync(request).ConfigureAwait(false);

    private async Task<int> AnswerAsync(HttpContext request)
    {
        if (SvixHeaders.Read(request.Request.Headers, out var verdict) is not { } headers)
            return Refuse(verdict);
        if (verifier.VerifyTime(headers) is var early && early != SvixVerdict.Valid)
            return Refuse(early);
        if (await BodyAsync(request).ConfigureAwait(false) is not { } body)
            return StatusCodes.Status413PayloadTooLarge;
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (verifier.Verify(headers, bytes.Span) is var late && late != SvixVerdict.Valid)
            return Refuse(late);
        return await StoreAsync(headers, bytes, request.RequestAborted).ConfigureAwait(false);
    }

    private async Task<int> StoreAsync(SvixHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Form);
            var type = ClerkEvent.TypeOf(json.RootElement);
            if (type is not null && !ClerkEvent.Types.Contains(type))
                return StatusCodes.Status204NoContent;
            if (ClerkEvent.Read(headers.Id, headers.SignedAt, json.RootElement) is not { } happened)
                return Refuse(SvixVerdict.Malformed);
            var isNew = await store.AddAsync(happened, cancellationToken).ConfigureAwait(false);
            LogStored(headers.Id, happened.Type, isNew);
            return StatusCodes.Status200OK;
        }
        catch (JsonException)
        {
            return Refuse(SvixVerdict.Malformed);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            LogNotStored(headers.Id, failure);
            return StatusCodes.Status503ServiceUnavailable;         // Clerk delivers it again
        }
    }

    private int Refuse(SvixVerdict verdict)
    {
        LogRefused(verdict);
        return verdict is SvixVerdict.Missing or SvixVerdict.Malformed ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;
    }

    /// <summary>Null for one that is too long.</summary>
    private async Task<MemoryStream?> BodyAsync(HttpContext request)
    {
        if (request.Request.ContentLength > options.Value.MaxBodyBytes)
            return null;
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Request.Body.ReadAsync(buffer, request.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > options.Value.MaxBodyBytes)
                return null;
            body.Write(buffer, 0, count);
        }

        return body;
    }

    [LoggerMessage(EventId = 241, Level = LogLevel.Warning, Message = "A webhook that should come from Clerk is refused: {Verdict}.")]
    private partial void LogRefused(SvixVerdict verdict);

    [LoggerMessage(EventId = 242, Level = LogLevel.Debug, Message = "Clerk's webhook {Id}, {Type}, is received; it is new: {IsNew}.")]
    private partial void LogStored(string id, string type, bool isNew);

    [LoggerMessage(EventId = 243, Level = LogLevel.Error, Message = "Clerk's webhook {Id} could not be stored; Clerk delivers it again.")]
    private partial void LogNotStored(string id, Exception failure);
}
