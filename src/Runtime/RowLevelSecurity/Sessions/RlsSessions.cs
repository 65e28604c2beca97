using System.Runtime.CompilerServices;
using System.Security.Claims;
using Clerk2WorkOS.RowLevelSecurity.Sessions;
using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Knows as whom statements run now, and that the application's login can run none without that. A singleton.</summary>
public sealed class RlsSessions
{
    private readonly IHttpContextAccessor _requests;
    private readonly string _authenticatedRole;
    private readonly RlsSession _anonymous;
    private readonly LoginCheck _logins;
    private readonly ConditionalWeakTable<ClaimsIdentity, RlsSession> _sessions = [];

    /// <summary>Made by <c>AddRowLevelSecurity</c>.</summary>
    public RlsSessions(IHttpContextAccessor requests, IOptions<RlsOptions> options)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(options);
        _requests = requests;
        _authenticatedRole = options.Value.AuthenticatedRole;
        _anonymous = new RlsSession(options.Value.AnonymousRole, claims: "", userId: null);
        _logins = new LoginCheck(options.Value);
    }

    /// <summary>
    /// The session of <see cref="RlsSession.Use"/>, or else of the request's user, read now and kept nowhere: who asks may be a singleton or a pooled context. An
    /// identity's claims are read once; whoever changes them afterwards makes a new one.
    /// </summary>
    /// <exception cref="RlsException">There is neither, or the principal is authenticated without saying clearly who it is.</exception>
    public RlsSession Current => RlsSession.BegunHasEnded
        ? throw new RlsException("No session: that of RlsSession.Use, in which this was started, has ended.")
        : Of(RlsSession.BegunPrincipal ?? _requests.HttpContext?.User ?? throw new RlsException(
            "No session: there is no HTTP request here and no RlsSession.Use(principal), so that it is not settled whose rows these are. "
            + "What works for everyone asks IServiceSession for a connection."));

    /// <summary>
    /// Refuses a login that is more than the sessions' roles: one that owns tables, bypasses row-level security, or has the roles' rights without a session. PostgreSQL
    /// is asked once for each connection string that passes.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <exception cref="RlsException">The login is refused; the message says why.</exception>
    public void CheckLogin(NpgsqlConnection connection) => _logins.Check(connection);

    /// <inheritdoc cref="CheckLogin"/>
    public ValueTask CheckLoginAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default) => _logins.CheckAsync(connection, cancellationToken);

    /// <summary>The session's user, for a log: never fails.</summary>
    internal string? CurrentUserId => (RlsSession.BegunPrincipal ?? _requests.HttpContext?.User)?.Identities.Where(identity => identity.IsAuthenticated)
        .SelectMany(identity => identity.Claims).FirstOrDefault(claim => claim.Type == WorkOSClaims.UserId)?.Value;

    private RlsSession Of(ClaimsPrincipal principal) => SessionClaims.Speaker(principal) is { } speaker
        ? _sessions.TryGetValue(speaker, out var known) ? known : _sessions.GetValue(speaker, Read)
        : _anonymous;

    private RlsSession Read(ClaimsIdentity identity) => new(_authenticatedRole, SessionClaims.ToJson(identity), SessionClaims.UserId(identity));
}
