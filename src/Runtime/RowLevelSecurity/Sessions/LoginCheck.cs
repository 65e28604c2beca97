using System.Collections.Concurrent;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Sessions;

/// <summary>Whether a statement that runs outside a session comes to nothing: the login has no rights of its own.</summary>
internal sealed class LoginCheck(RlsOptions options)
{
    // The login is session_user: a transaction may have become somebody else by now.
    private const string Question = """
        SELECT CASE
            WHEN login.rolsuper OR login.rolbypassrls THEN 'is a superuser or has BYPASSRLS'
            WHEN EXISTS (SELECT FROM pg_catalog.pg_roles AS role
                WHERE (role.rolsuper OR role.rolbypassrls) AND pg_catalog.pg_has_role(login.oid, role.oid, 'MEMBER')) THEN 'may become a role that is a superuser or has BYPASSRLS'
            WHEN EXISTS (SELECT FROM pg_catalog.pg_class AS relation JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
                WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f') AND schema.nspname !~ '^pg_'
                AND pg_catalog.pg_has_role(login.oid, relation.relowner, 'MEMBER')) THEN 'owns tables, or may become a role that does'
            WHEN (SELECT pg_catalog.count(*) FROM pg_catalog.pg_roles AS role WHERE role.rolname = ANY($1)) < pg_catalog.cardinality($1)
                THEN 'has no role to become: a role is missing of ' || pg_catalog.array_to_string($1, ', ')
            WHEN EXISTS (SELECT FROM pg_catalog.pg_roles AS role WHERE role.rolname = ANY($1) AND NOT pg_catalog.pg_has_role(login.oid, role.oid, 'MEMBER'))
                THEN 'was not granted all of ' || pg_catalog.array_to_string($1, ', ')
            WHEN EXISTS (SELECT FROM pg_catalog.pg_roles AS role WHERE role.rolname = ANY($1) AND pg_catalog.pg_has_role(login.oid, role.oid, 'USAGE'))
                THEN 'inherits the rights of a role (it has to be NOINHERIT)'
            END
        FROM pg_catalog.pg_roles AS login WHERE login.rolname = session_user
        """;

    private readonly string[] _roles = [options.AuthenticatedRole, options.AnonymousRole];
    private readonly ConcurrentDictionary<string, bool> _passed = new(StringComparer.Ordinal);

    public void Check(NpgsqlConnection connection)
    {
        if (_passed.ContainsKey(connection.ConnectionString))
            return;
        using var command = Command(connection);
        Judge(connection, command.ExecuteScalar());
    }

    public ValueTask CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        _passed.ContainsKey(connection.ConnectionString) ? ValueTask.CompletedTask : AskAsync(connection, cancellationToken);

    private async ValueTask AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection);
        Judge(connection, await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false));
    }

    private void Judge(NpgsqlConnection connection, object? fault)
    {
        if (fault is string refused)
            throw new RlsException($"The application's login {refused}: a statement outside a session would not be refused. See the roles of 'clerk2workos rls'.");
        _passed.TryAdd(connection.ConnectionString, true);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection) => new(Question, connection) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = _roles } } };
}
