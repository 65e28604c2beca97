using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Tokens;

/// <summary>Asks the map in the target, one person at a time.</summary>
internal sealed class ClerkIdMap : IClerkIdMap, IAsyncDisposable, IDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private const string UserSql = "SELECT clerk_user_id, workos_user_id, organization_id, workos_organization_id FROM clerk2workos.user_map WHERE clerk_user_id = $1";

    private readonly NpgsqlDataSource? _own;
    private readonly NpgsqlDataSource _source;
    private readonly string _memberships;
    private readonly string _personSql;

    public ClerkIdMap(IServiceProvider services, IOptions<ClerkIdMapOptions> options)
    {
        if (options.Value.ConnectionString is { } connectionString)
            _own = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, NoResetOnClose = true });
        _source = _own ?? services.GetKeyedService<NpgsqlDataSource>(options.Value.DataSourceKey) ?? throw new OptionsValidationException(
            nameof(ClerkIdMapOptions), typeof(ClerkIdMapOptions),
            [$"The id map has no database: set ClerkIdMapOptions.ConnectionString in AddClerkIdMap, or register an NpgsqlDataSource under the key '{options.Value.DataSourceKey}'."]);
        var names = options.Value.Tables;
        _memberships = names.Schema is { } schema ? $"{SqlName.Quote(schema)}.{SqlName.Quote(names.Memberships)}" : SqlName.Quote(names.Memberships);
        _personSql = $"""
            SELECT u.workos_user_id, p.workos_id, m.{SqlName.Quote(names.MembershipsRole)}::text, m.{SqlName.Quote(names.MembershipsStatus)}::text
            FROM clerk2workos.user_map u
            LEFT JOIN clerk2workos.organization_map o ON o.clerk_org_id = $2
            CROSS JOIN LATERAL (SELECT
                CASE WHEN $2 IS NULL THEN u.organization_id ELSE o.organization_id END AS id,
                CASE WHEN $2 IS NULL THEN u.workos_organization_id ELSE o.workos_organization_id END AS workos_id) p
            LEFT JOIN {_memberships} m ON m.{SqlName.Quote(names.MembershipsWorkosUserId)} = u.workos_user_id AND m.{SqlName.Quote(names.MembershipsOrgId)} = p.id
            WHERE u.clerk_user_id = $1
            """;
    }

    public Task<MappedUser?> FindAsync(string clerkUserId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(clerkUserId);
        return OneAsync(UserSql, row => new MappedUser(row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetString(3)), cancellationToken, clerkUserId);
    }

    /// <summary>The person and the membership in that organization of Clerk's, or in the person's own; null for one that was not moved.</summary>
    public Task<PersonInMap?> FindAsync(string clerkUserId, string? clerkOrgId, CancellationToken cancellationToken) => OneAsync(
        _personSql,
        row => new PersonInMap(row.GetString(0), TextOf(row, 1), TextOf(row, 2), TextOf(row, 3)),
        cancellationToken, clerkUserId, clerkOrgId);

    /// <summary>Fails, with PostgreSQL's reason, where the person could not be asked for.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => FindAsync("user_", null, cancellationToken);

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => _own?.Dispose();

    // A connection that turns out to be broken, after a failover for example, is no reason to fail.
    private async Task<T?> OneAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params string?[] parameters)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var command = _source.CreateCommand(sql);
                foreach (var parameter in parameters)
                    command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = parameter, NpgsqlDbType = NpgsqlDbType.Text });
                await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                return await row.ReadAsync(cancellationToken).ConfigureAwait(false) ? read(row) : null;
            }
            catch (NpgsqlException failure) when (attempt < Attempts && TargetDatabase.IsPassing(failure))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string? TextOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
