using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.State;

/// <summary>The migration's own tables in the target, in schema <c>clerk2workos</c>: never in <c>public</c>, which Neon's Data API shows to everyone.</summary>
public static class MigrationSchema
{
    /// <summary>
    /// The SQL that creates them; run again it does nothing. <c>migration</c> has a row for users and one for rows, whose epoch every write is checked against; <c>user_map</c> and
    /// <c>organization_map</c> say what became of Clerk's ids; <c>rejects</c> holds what could not move, until it has.
    /// </summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once
        CREATE SCHEMA IF NOT EXISTS clerk2workos;

        CREATE TABLE IF NOT EXISTS clerk2workos.migration (
            scope text PRIMARY KEY CHECK (scope IN ('users', 'data')),
            epoch bigint NOT NULL DEFAULT 0,            -- raised by each run that takes over; a write under an older one fails
            command text,                               -- what runs or ran last
            runner text,                                -- on which machine, as which process
            started_at timestamptz,
            beat_at timestamptz                         -- how long ago it was certainly alive
        );
        CREATE UNIQUE INDEX IF NOT EXISTS migration_epoch ON clerk2workos.migration (scope, epoch);
        INSERT INTO clerk2workos.migration (scope) VALUES ('users'), ('data') ON CONFLICT DO NOTHING;

        CREATE TABLE IF NOT EXISTS clerk2workos.user_map (
            clerk_user_id text PRIMARY KEY,
            workos_user_id text NOT NULL UNIQUE,
            organization_id uuid NOT NULL,              -- organizations.id of the personal organization
            workos_organization_id text NOT NULL,
            mapped_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.organization_map (
            clerk_org_id text PRIMARY KEY,
            workos_organization_id text NOT NULL UNIQUE,
            organization_id uuid NOT NULL UNIQUE,
            mapped_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.rejects (
            kind text NOT NULL CHECK (kind IN ('user', 'row')),
            source text NOT NULL,                       -- for a row its legacy table, schema.table; for a user 'users'
            key text NOT NULL,                          -- the Clerk id; for a row its primary key as a JSON array of texts
            reason text NOT NULL,                       -- email_conflict, no_email, no_owner, parent_rejected ...
            detail text,                                -- for a person: one sentence
            epoch bigint NOT NULL,
            rejected_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (kind, source, key)
        );
        COMMIT;
        """;

    /// <summary>Runs <see cref="Script"/>, and the scripts of what only users or only data need.</summary>
    /// <param name="target">As a role that may create a schema.</param>
    /// <param name="cancellationToken">Stops waiting; of each script all or nothing is done.</param>
    /// <exception cref="PostgresException">The role may not (42501).</exception>
    public static async Task EnsureAsync(NpgsqlDataSource target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var script in new[] { Script, UserTables.Script, Data.DataSchema.Script })
        {
            await using var command = target.CreateCommand(script);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
