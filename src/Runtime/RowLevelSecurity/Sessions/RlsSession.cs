using System.Security.Claims;
using Clerk2WorkOS.RowLevelSecurity.Sessions;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// As whom statements run: a PostgreSQL role, and the claims that policies read with <c>auth.user_id()</c> and <c>auth.session()</c>. Both are put on one
/// transaction and end with it, so that a pooled connection keeps nothing of them.
/// </summary>
public sealed class RlsSession
{
    private static readonly AsyncLocal<Scope?> Begun = new();

    internal RlsSession(string role, string claims, string? userId)
    {
        Role = role;
        Claims = claims;
        UserId = userId;
    }

    /// <summary>The PostgreSQL role.</summary>
    public string Role { get; }

    /// <summary>The token's claims as a JSON object, for <c>request.jwt.claims</c>; empty for an anonymous visitor.</summary>
    public string Claims { get; }

    /// <summary>The claim <c>sub</c>; null for an anonymous visitor.</summary>
    public string? UserId { get; }

    internal static ClaimsPrincipal? BegunPrincipal => Begun.Value?.Principal;

    /// <summary>Whether this flow was left over: the session in which it began has ended elsewhere.</summary>
    internal static bool BegunHasEnded => Begun.Value is { IsEnded: true };

    /// <summary>
    /// Runs what follows in this asynchronous flow as somebody, whoever the request is from: in a job that has no request, for example. What was before comes back
    /// when the result is disposed; a task that was started meanwhile and still goes on is refused from then on.
    /// </summary>
    /// <param name="principal">Who was verified. One that is not authenticated is an anonymous visitor.</param>
    public static IDisposable Use(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Begun.Value = new Scope(principal, Begun.Value);
    }

    /// <summary>The statement that puts the session on a transaction: the first of a batch, or the first after BEGIN.</summary>
    public NpgsqlBatchCommand CreateSettings() => SettingsStatement.Create(Claims, Role);

    /// <summary>Puts the session on a transaction that has just begun.</summary>
    /// <param name="transaction">The transaction, before a savepoint is set in it: what is set after a savepoint is lost when it is rolled back to.</param>
    /// <exception cref="PostgresException">The login may not become <see cref="Role"/> (42501), or there is no such role (22023), or the application has
    /// deallocated the prepared statement (26000): the transaction is then rolled back, and another one can be begun.</exception>
    public void Apply(NpgsqlTransaction transaction)
    {
        using var batch = CreateBatch(transaction);
        try
        {
            batch.ExecuteNonQuery();
        }
        catch (PostgresException failure) when (SettingsStatement.IsForgotten(failure))
        {
            // Not for the next transaction, too.
            transaction.Rollback();
            batch.Connection!.UnprepareAll();
            throw;
        }
    }

    /// <inheritdoc cref="Apply"/>
    public async Task ApplyAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken = default)
    {
        await using var batch = CreateBatch(transaction);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (SettingsStatement.IsForgotten(failure))
        {
            await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            batch.Connection!.UnprepareAll();
            throw;
        }
    }

    internal bool IsSameAs(RlsSession other) => ReferenceEquals(this, other) || (Role == other.Role && Claims == other.Claims);

    private NpgsqlBatch CreateBatch(NpgsqlTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { CreateSettings() } };
    }

    private sealed class Scope(ClaimsPrincipal principal, Scope? before) : IDisposable
    {
        private volatile bool _isEnded;

        public ClaimsPrincipal Principal => principal;

        public bool IsEnded => _isEnded;

        private Scope? Before => before;

        // Disposed twice or out of turn, it neither ends what has begun since nor comes back.
        public void Dispose()
        {
            _isEnded = true;
            var scope = Begun.Value;
            while (scope is { IsEnded: true })
                scope = scope.Before;
            Begun.Value = scope;
        }
    }
}
