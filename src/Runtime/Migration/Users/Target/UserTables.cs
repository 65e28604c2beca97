namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>The tables in schema <c>clerk2workos</c> that only the users' migration needs.</summary>
internal static class UserTables
{
    /// <summary>Run again it does nothing; run after the script of what users and data share.</summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once

        CREATE TABLE IF NOT EXISTS clerk2workos.user_intents (
            clerk_user_id text PRIMARY KEY,             -- committed before WorkOS is asked to create anything, gone with the rows
            workos_user_id text,                        -- once WorkOS has the user
            epoch bigint NOT NULL,
            intended_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.user_notes (
            clerk_user_id text NOT NULL,
            code text NOT NULL,                         -- banned, password_reset ...
            detail text,                                -- for a person: one sentence
            noted_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (clerk_user_id, code)
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.user_marks (
            clerk_user_id text PRIMARY KEY,
            password_mark bytea NOT NULL                -- eight bytes of a digest of the hash: only whether it changed since
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.clerk_events (
            id text PRIMARY KEY,                        -- Svix's: a webhook that is delivered again is one event
            type text NOT NULL,                         -- user.created, organizationMembership.deleted ...
            clerk_user_id text,                         -- whom it is about; null for an organization
            clerk_org_id text,                          -- and which organization; null for a user
            happened_at timestamptz NOT NULL,           -- the event's own time
            state_at timestamptz NOT NULL,              -- how new the state is that it shows
            payload jsonb NOT NULL,
            received_at timestamptz NOT NULL DEFAULT now(),
            applied_at timestamptz                      -- once all that it says is committed
        );
        CREATE INDEX IF NOT EXISTS clerk_events_open ON clerk2workos.clerk_events (received_at) WHERE applied_at IS NULL;
        CREATE INDEX IF NOT EXISTS clerk_events_of_user ON clerk2workos.clerk_events (clerk_user_id, state_at);
        COMMIT;
        """;
}
