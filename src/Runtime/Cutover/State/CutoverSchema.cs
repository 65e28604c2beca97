using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.State;

/// <summary>The cut-over's own tables in the target, in schema <c>clerk2workos</c>.</summary>
internal static class CutoverSchema
{
    /// <summary>Run again it does nothing.</summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once
        DO $$ BEGIN
            -- The fence of an older version knows users and rows alone.
            IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'clerk2workos.migration'::regclass AND conname = 'migration_scope_check' AND pg_get_constraintdef(oid) NOT LIKE '%cutover%') THEN
                ALTER TABLE clerk2workos.migration DROP CONSTRAINT migration_scope_check, ADD CONSTRAINT migration_scope_check CHECK (scope IN ('users', 'data', 'cutover'));
            END IF;
        END $$;
        INSERT INTO clerk2workos.migration (scope) VALUES ('cutover') ON CONFLICT DO NOTHING;

        CREATE TABLE IF NOT EXISTS clerk2workos.cutovers (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            way text NOT NULL CHECK (way IN ('maintenance', 'blue-green', 'in-place')),
            state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'watching', 'finished', 'rolled-back')),
            window_length interval NOT NULL,
            began_at timestamptz NOT NULL DEFAULT now(),
            watched_since timestamptz,                  -- the window's beginning
            ended_at timestamptz,
            finished_early text,                        -- the operator's reason, where finish did not wait for the window's end
            before jsonb                                -- the signals before the first step
        );
        CREATE UNIQUE INDEX IF NOT EXISTS cutovers_one ON clerk2workos.cutovers ((true)) WHERE state IN ('running', 'watching');

        CREATE TABLE IF NOT EXISTS clerk2workos.cutover_prerequisites (
            cutover bigint NOT NULL REFERENCES clerk2workos.cutovers,
            name text NOT NULL,
            state text NOT NULL CHECK (state IN ('met', 'skipped')),
            detail text NOT NULL,                       -- what was found, or the operator's reason for skipping it
            noted_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (cutover, name)
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.cutover_steps (
            cutover bigint NOT NULL REFERENCES clerk2workos.cutovers,
            name text NOT NULL,
            state text NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),      -- without a row it is pending
            attempts integer NOT NULL DEFAULT 0,
            began_at timestamptz,
            ended_at timestamptz,
            error text,                                 -- of the last attempt, or of what runs beside the later steps
            PRIMARY KEY (cutover, name)
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.cutover_memory (
            cutover bigint NOT NULL REFERENCES clerk2workos.cutovers,
            step text NOT NULL,
            name text NOT NULL,
            value text NOT NULL,
            PRIMARY KEY (cutover, step, name)
        );
        COMMIT;
        """;

    /// <summary>Makes them, with the gates of both sides.</summary>
    public static async Task EnsureAsync(NpgsqlDataSource target, NpgsqlDataSource? legacy, CancellationToken cancellationToken)
    {
        await using (var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            await connection.ExecuteAsync(MigrationSchema.Script, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(Script, cancellationToken).ConfigureAwait(false);
        }

        await GateControl.EnsureAsync(target, cancellationToken).ConfigureAwait(false);
        if (legacy is not null)
            await GateControl.EnsureAsync(legacy, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether they are there.</summary>
    public static async Task<bool> IsThereAsync(NpgsqlDataSource target, CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.cutover_memory') IS NOT NULL", cancellationToken).ConfigureAwait(false);
    }
}
