using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Audit;

/// <summary>Takes an event down as it is at the moment of the call, and hands it to the writer.</summary>
internal sealed partial class AuditLog(
    IAuditContext context, Lazy<AuditWriter> writer, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditLog> logger) : IAuditLog
{
    private readonly AuditOptions _options = options.Value;
    private readonly AuditWriter _writer = writer.Value;

    public Task LogAuditEvent(
        string action, string resourceType, string resourceId, object? changes = null, object? metadata = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(resourceType);
        ArgumentNullException.ThrowIfNull(resourceId);
        var now = time.GetUtcNow();
        var who = context.Current;
        return _writer.EnqueueAsync(
            new AuditEvent(
                AuditEventId.At(now), now.UtcDateTime, Clean(who), AuditText.Clean(action)!, AuditText.Clean(resourceType)!, AuditText.Clean(resourceId)!,
                Json(changes, nameof(changes), action), WithImpersonator(Json(metadata, nameof(metadata), action), who.Impersonator)),
            cancellationToken);
    }

    private AuditContext Clean(AuditContext who) => who with
    {
        WorkosUserId = AuditText.Clean(who.WorkosUserId),
        WorkosOrganizationId = AuditText.Clean(who.WorkosOrganizationId),
        IpAddress = AuditText.Clean(who.IpAddress),
        UserAgent = AuditText.Clean(AuditText.Cut(who.UserAgent, _options.MaxUserAgentLength)),
    };

    private string? Json(object? value, string what, string action)
    {
        var json = AuditText.Json(value, _options, out var omitted);
        if (omitted > 0)
            LogOmitted(what, action, omitted, _options.MaxJsonLength);
        return json;
    }

    private static string? WithImpersonator(string? metadata, string? impersonator)
    {
        if (impersonator is null)
            return metadata;
        var name = JsonSerializer.Serialize(AuditText.Clean(impersonator));
        if (metadata is null || metadata == "{}")
            return $$"""{"impersonatedBy":{{name}}}""";
        return metadata[0] == '{' ? $$"""{{metadata[..^1]}},"impersonatedBy":{{name}}}""" : $$"""{"metadata":{{metadata}},"impersonatedBy":{{name}}}""";
    }

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning,
        Message = "The {What} of the audit event '{Action}' are {Bytes} bytes of JSON, more than the {Allowed} allowed: the event is recorded without them.")]
    private partial void LogOmitted(string what, string action, int bytes, int allowed);
}
