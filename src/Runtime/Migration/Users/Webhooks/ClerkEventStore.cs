using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>Where webhooks wait for <c>users sync</c>: the table <c>clerk2workos.clerk_events</c> of the target.</summary>
internal sealed class ClerkEventStore : IAsyncDisposable, IDisposable
{
    private const string Sql = """
        INSERT INTO clerk2workos.clerk_events (id, type, clerk_user_id, clerk_org_id, happened_at, state_at, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO NOTHING
        """;

    private readonly NpgsqlDataSource? _own;

    public ClerkEventStore(IServiceProvider services, IOptions<ClerkWebhookOptions> options)
    {
        // Nothing is set on a session, so nothing is to be reset: a pooler that gives each transaction another session would be confused by it.
        if (options.Value.ConnectionString is { } connectionString)
            _own = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, NoResetOnClose = true });
        Source = _own ?? services.GetRequiredKeyedService<NpgsqlDataSource>(options.Value.DataSourceKey);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Returns when the event is committed.</summary>
    /// <returns>False for one that was there already.</returns>
    public async Task<bool> AddAsync(ClerkEvent happened, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(Sql);
        command.Parameters.Add(Text(happened.Id));
        command.Parameters.Add(Text(happened.Type));
        command.Parameters.Add(Text(happened.ClerkUserId));
        command.Parameters.Add(Text(happened.ClerkOrgId));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = happened.HappenedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = happened.StateAt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = happened.Payload, NpgsqlDbType = NpgsqlDbType.Jsonb });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Whether the table is there, and the role may insert into it.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("SELECT coalesce(has_table_privilege(to_regclass('clerk2workos.clerk_events'), 'INSERT'), false)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => _own?.Dispose();

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
