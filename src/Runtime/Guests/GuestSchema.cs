using Npgsql;

namespace Clerk2WorkOS.Guests;

/// <summary>The library's own tables for guests, in schema <c>clerk2workos</c>: never in <c>public</c>, which Neon's Data API shows to everyone.</summary>
public static class GuestSchema
{
    /// <summary>
    /// The SQL that creates them; run again it does nothing. <c>guest_registrations</c> holds what is under way and is empty when nothing is;
    /// <c>guest_mails</c> holds a row for each mail, its address only until it is sent.
    /// </summary>
    /// <remarks>The service role needs <c>USAGE</c> on the schema and <c>SELECT, INSERT, UPDATE, DELETE</c> on both tables; nobody else needs anything.</remarks>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once
        CREATE SCHEMA IF NOT EXISTS clerk2workos;

        CREATE TABLE IF NOT EXISTS clerk2workos.guest_registrations (
            email_key text PRIMARY KEY,                 -- the address in lower case
            step text NOT NULL DEFAULT 'user' CHECK (step IN ('user', 'organization', 'membership')),   -- what is about to be created at WorkOS
            workos_user_id text,
            workos_org_id text,
            claimed_by uuid,                            -- who works on it; null for nobody
            claimed_until timestamptz NOT NULL,
            attempts integer NOT NULL DEFAULT 1,
            last_error text,
            started_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.guest_mails (
            id uuid PRIMARY KEY,
            about text NOT NULL UNIQUE,                 -- one mail about one thing: welcome:{WorkOS user id}
            workos_user_id text NOT NULL,
            email text,                                 -- null once it is sent
            name text,
            status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'sent', 'failed')),
            attempts integer NOT NULL DEFAULT 0,
            next_attempt_at timestamptz NOT NULL DEFAULT now(),
            claimed_by uuid,
            last_error text,
            created_at timestamptz NOT NULL DEFAULT now(),
            sent_at timestamptz
        );

        CREATE INDEX IF NOT EXISTS guest_mails_due ON clerk2workos.guest_mails (next_attempt_at) WHERE status IN ('pending', 'sending');
        COMMIT;
        """;

    /// <summary>Runs <see cref="Script"/>.</summary>
    /// <param name="database">As a role that may create a schema.</param>
    /// <param name="cancellationToken">Stops waiting; all or nothing is created.</param>
    /// <exception cref="PostgresException">The role may not (42501).</exception>
    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.CreateCommand(Script);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
