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
