namespace Clerk2WorkOS.Migration.Data;

/// <summary>The tables of the data's migration in the target, beside those of <see cref="State.MigrationSchema"/>, which creates them all.</summary>
public static class DataSchema
{
    /// <summary>
    /// The SQL that creates them; run again it does nothing. <c>checkpoints</c> has a row for each piece of work, which is committed in one transaction with the
    /// rows that it moved; <c>data_snapshots</c> says in which snapshot of the legacy database a run reads; <c>data_sync</c> how far the target follows, committed with the rows, too.
    /// </summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);
        CREATE TABLE IF NOT EXISTS clerk2workos.data_tables (
            source text PRIMARY KEY,                    -- the legacy table, schema.table
            target text NOT NULL,
            fingerprint text NOT NULL,                  -- of the mapping that it was begun with
            retried_written bigint NOT NULL DEFAULT 0,  -- rows that were rejected first, and moved with a retry
            retried_there bigint NOT NULL DEFAULT 0,
            prepared_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.checkpoints (
            source text NOT NULL,                       -- the legacy table, schema.table
            chunk integer NOT NULL,
            kind text NOT NULL CHECK (kind IN ('rows', 'links')),
            place integer NOT NULL,                     -- of the table in the order of foreign keys
            lower_key text[],                           -- keys above this one; null for all
            upper_key text[],                           -- keys up to this one; null for all
            state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
            claimed_by text,                            -- who did it; while it is done, the claim is the lock on this row
            epoch bigint,
            snapshot text,                              -- pg_current_snapshot() of the legacy database
            rows_read bigint NOT NULL DEFAULT 0,
            rows_written bigint NOT NULL DEFAULT 0,
            rows_there bigint NOT NULL DEFAULT 0,       -- the same row was in the target already
            rows_rejected bigint NOT NULL DEFAULT 0,
            finished_at timestamptz,
            PRIMARY KEY (source, chunk)
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.data_snapshots (
            singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
            epoch bigint NOT NULL,
            snapshot_id text NOT NULL                   -- of pg_export_snapshot(), as long as the process that exported it lives
        );

        CREATE TABLE IF NOT EXISTS clerk2workos.data_sync (
            singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
            slot text NOT NULL,                         -- in the legacy database, of this target alone
            needs_comparison boolean NOT NULL,          -- rows were copied before the slot was there
            applied pg_lsn,                             -- every transaction that ends before this is in the target
            begun_at timestamptz,
            applied_at timestamptz
        );
        COMMIT;
        """;
}
