-- The same tables as the new application has them.
CREATE TABLE organizations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL, type text NOT NULL);
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text, stripe_customer_id text,
    stripe_connect_account_id text, created_at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE TABLE user_org_memberships (
    workos_user_id text NOT NULL REFERENCES users (workos_user_id), org_id uuid NOT NULL REFERENCES organizations (id), role text NOT NULL, status text NOT NULL,
    PRIMARY KEY (workos_user_id, org_id));
CREATE TABLE categories (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE events (
    id uuid PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), name text NOT NULL, price numeric(10,2),
    category_id integer REFERENCES categories (id), is_active boolean NOT NULL, created_at timestamptz NOT NULL);
CREATE TABLE schedules (id uuid PRIMARY KEY, workos_user_id text NOT NULL UNIQUE, org_id uuid NOT NULL REFERENCES organizations (id), timezone text NOT NULL);
CREATE TABLE schedule_availabilities (
    id uuid PRIMARY KEY, schedule_id uuid NOT NULL REFERENCES schedules (id), org_id uuid NOT NULL REFERENCES organizations (id), day text NOT NULL, start_time time NOT NULL, end_time time NOT NULL);
CREATE TABLE meetings (
    id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES events (id), workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), guest_email text NOT NULL, guest_name text,
    guest_workos_user_id text, guest_org_id uuid, start_time timestamptz NOT NULL);
CREATE TABLE profiles (id uuid PRIMARY KEY, workos_user_id text NOT NULL UNIQUE, org_id uuid NOT NULL REFERENCES organizations (id), bio text, languages text[] NOT NULL);
CREATE TABLE records (
    id uuid PRIMARY KEY, meeting_id uuid NOT NULL REFERENCES meetings (id), workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), content bytea NOT NULL);
CREATE TABLE slot_reservations (
    id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES events (id), workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), guest_email text NOT NULL,
    expires_at timestamptz NOT NULL);
CREATE TABLE blocked_dates (id serial PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), date date NOT NULL, reason text);
CREATE TABLE payment_transfers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL REFERENCES events (id), expert_workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id),
    amount integer NOT NULL);
CREATE TABLE audit_logs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text, org_id uuid REFERENCES organizations (id), action text NOT NULL, old_values jsonb, new_values jsonb,
    created_at timestamptz NOT NULL);
