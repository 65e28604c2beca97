-- The plan's tables in Clerk's days, as they stand in the legacy database.
CREATE TABLE users (
    id uuid PRIMARY KEY, clerk_user_id text NOT NULL UNIQUE, email text, first_name text, last_name text, stripe_customer_id text, stripe_connect_account_id text,
    created_at timestamptz NOT NULL);
CREATE TABLE category (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE event (
    id uuid PRIMARY KEY, clerk_user_id text NOT NULL, name text NOT NULL, price numeric(10,2), category_id integer REFERENCES category (id), is_active boolean NOT NULL,
    created_at timestamptz NOT NULL);
CREATE TABLE schedule (id uuid PRIMARY KEY, clerk_user_id text NOT NULL UNIQUE, timezone text NOT NULL);
CREATE TABLE schedule_availability (id uuid PRIMARY KEY, schedule_id uuid NOT NULL REFERENCES schedule (id), day text NOT NULL, start_time time NOT NULL, end_time time NOT NULL);
CREATE TABLE meeting (
    id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES event (id), clerk_user_id text NOT NULL, guest_email text NOT NULL, guest_name text, start_time timestamptz NOT NULL);
CREATE TABLE profile (id uuid PRIMARY KEY, clerk_user_id text NOT NULL UNIQUE, bio text, languages text[] NOT NULL);
CREATE TABLE record (id uuid PRIMARY KEY, meeting_id uuid NOT NULL REFERENCES meeting (id), clerk_user_id text NOT NULL, content bytea NOT NULL);
CREATE TABLE slot_reservation (id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES event (id), clerk_user_id text NOT NULL, guest_email text NOT NULL, expires_at timestamptz NOT NULL);
CREATE TABLE blocked_dates (id serial PRIMARY KEY, clerk_user_id text NOT NULL, date date NOT NULL, reason text);
CREATE TABLE payment_transfer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL REFERENCES event (id), expert_clerk_user_id text NOT NULL, amount integer NOT NULL);
CREATE TABLE audit_logs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text, action text NOT NULL, old_values jsonb, new_values jsonb, created_at timestamptz NOT NULL);
