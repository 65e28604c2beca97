using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Audit;

/// <summary>Who acts, from the HTTP request.</summary>
internal sealed class HttpAuditContext(IHttpContextAccessor accessor, IOptions<AuditOptions> options) : IAuditContext
{
    private readonly AsyncLocal<AuditContext?> _begun = new();
    private readonly AuditOptions _options = options.Value;
    private readonly ClientAddress _address = new(options.Value);

    public AuditContext Current => _begun.Value ?? (accessor.HttpContext is { } request ? Of(request) : AuditContext.System);

    public IDisposable Begin(AuditContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var before = _begun.Value;
        _begun.Value = context;
        return new Scope(this, before);
    }

    private AuditContext Of(HttpContext request)
    {
        var user = request.User.Identity is { IsAuthenticated: true } ? request.User : null;
        return new AuditContext(
            user?.FindFirstValue(_options.UserClaim),
            user?.FindFirstValue(_options.OrganizationClaim),
            _address.Of(request)?.ToString(),
            request.Request.Headers.UserAgent.Count == 0 ? null : request.Request.Headers.UserAgent.ToString(),
            Impersonator(user?.FindFirstValue("act")));
    }

    // The claim is a JSON object, {"sub":"support@example.com"}, which a token's reader keeps as text.
    private static string? Impersonator(string? act)
    {
        if (act is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(act);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("sub", out var subject))
                return subject.ToString();
        }
        catch (JsonException)
        {
            // a plain name then
        }

        return act;
    }

    private sealed class Scope(HttpAuditContext owner, AuditContext? before) : IDisposable
    {
        public void Dispose() => owner._begun.Value = before;
    }
}
