namespace Booking.Lib.Utils.Server.AuditWorkos;

/// <summary>Who acts, for which organization, from where and with what: known once a request, used by every audited action in it.</summary>
public sealed record AuditContext(string? WorkosUserId, Guid? OrgId, string? IpAddress, string? UserAgent)
{
    /// <summary>What applies outside of any request: the system acts.</summary>
    public static readonly AuditContext System = new(null, null, null, null);

    private static readonly AsyncLocal<AuditContext?> s_current = new();

    public static AuditContext Current => s_current.Value ?? System;

    /// <summary>Applies to everything that is awaited until the result is disposed of.</summary>
    public static IDisposable Begin(AuditContext context)
    {
        var outer = s_current.Value;
        s_current.Value = context;
        return new Scope(outer);
    }

    private sealed class Scope(AuditContext? outer) : IDisposable
    {
        public void Dispose() => s_current.Value = outer;
    }
}
