using Clerk2WorkOS.Migration.Users.Target;
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

    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource? _own;

    public ClerkEventStore(IServiceProvider services, IOptions<ClerkWebhookOptions> options)
    {
        // Nothing is set on a session, so nothing is to be reset: a pooler that gives each transaction another session would be confused by it.
        if (options.Value.ConnectionString is { } connectionString)
            _own = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, NoResetOnClose = true });
        Source = _own ?? services.GetRequiredKeyedService<NpgsqlDataSource>(options.Value.DataSourceKey);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Returns when the event is committed. A connection that turns out to be broken is no reason to fail, since to insert twice has no other effect.</summary>
    /// <returns>False for one that was there already.</returns>
    public async Task<bool> AddAsync(ClerkEvent happened, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await InsertAsync(happened, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException failure) when (attempt < Attempts && TargetDatabase.IsPassing(failure))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the table is there, and the role may insert into it.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("SELECT coalesce(has_table_privilege(to_regclass('clerk2workos.clerk_events'), 'INSERT'), false)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => _own?.Dispose();

    private async Task<bool> InsertAsync(ClerkEvent happened, CancellationToken cancellationToken)
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

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
