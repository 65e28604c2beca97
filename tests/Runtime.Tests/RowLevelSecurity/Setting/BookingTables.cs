namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

/// <summary>The booking platform's tables, as its entity classes map them.</summary>
internal static class BookingTables
{
    public const string Sql = """
        CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL, type text NOT NULL DEFAULT 'team');
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid REFERENCES organizations, workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            role integer NOT NULL DEFAULT 0, country varchar(2), stripe_customer_id text, stripe_connect_account_id text, payouts_enabled boolean NOT NULL DEFAULT false, deleted_at timestamptz);
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations, role text NOT NULL, status text NOT NULL DEFAULT 'active',
            UNIQUE (workos_user_id, org_id));
        CREATE TABLE categories (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, parent_id uuid REFERENCES categories, created_by_workos_user_id text NOT NULL DEFAULT '');
        CREATE TABLE events (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, workos_user_id text NOT NULL, name text NOT NULL, slug text NOT NULL, price_in_cents integer NOT NULL DEFAULT 0 CHECK (price_in_cents >= 0),
            is_active boolean NOT NULL DEFAULT true, stripe_price_id text, created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (workos_user_id, slug));
        CREATE TABLE schedules (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, workos_user_id text NOT NULL UNIQUE, time_zone text NOT NULL DEFAULT 'UTC');
        CREATE TABLE schedule_availabilities (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, schedule_id uuid NOT NULL REFERENCES schedules ON DELETE CASCADE, day_of_week integer NOT NULL CHECK (day_of_week BETWEEN 0 AND 6),
            start_time time NOT NULL, end_time time NOT NULL);
        CREATE TYPE meeting_status AS ENUM ('booked', 'held', 'cancelled');
        CREATE TABLE meetings (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, event_id uuid NOT NULL REFERENCES events, workos_user_id text NOT NULL, guest_email text NOT NULL, guest_name text NOT NULL DEFAULT '',
            guest_workos_user_id text, guest_org_id uuid, start_time timestamptz NOT NULL, end_time timestamptz NOT NULL, status meeting_status NOT NULL DEFAULT 'booked', stripe_payment_intent_id text UNIQUE,
            amount_in_cents integer NOT NULL DEFAULT 0, CHECK (start_time < end_time));
        CREATE TABLE profiles (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, workos_user_id text NOT NULL UNIQUE, username text NOT NULL UNIQUE, headline text, is_verified boolean NOT NULL DEFAULT false);
        CREATE TABLE records (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, meeting_id uuid NOT NULL REFERENCES meetings, expert_workos_user_id text NOT NULL, guest_email text NOT NULL, encrypted_content bytea NOT NULL, version integer NOT NULL DEFAULT 1);
        CREATE TABLE audit_logs (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text, org_id uuid, action text NOT NULL, resource_type text NOT NULL, resource_id text NOT NULL, changes jsonb, metadata jsonb, ip_address text, user_agent text, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE slot_reservations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, event_id uuid NOT NULL REFERENCES events, workos_user_id text NOT NULL, guest_email text NOT NULL,
            start_time timestamptz NOT NULL, end_time timestamptz NOT NULL, expires_at timestamptz NOT NULL, stripe_session_id text, UNIQUE (event_id, start_time));
        CREATE TABLE blocked_dates (id serial PRIMARY KEY, org_id uuid NOT NULL REFERENCES organizations, workos_user_id text NOT NULL, date date NOT NULL, time_zone text NOT NULL DEFAULT 'UTC', reason text, UNIQUE (workos_user_id, date));
        CREATE TABLE payment_transfers (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES organizations, meeting_id uuid NOT NULL REFERENCES meetings, expert_workos_user_id text NOT NULL, expert_connect_account_id text NOT NULL, payment_intent_id text NOT NULL UNIQUE,
            amount_in_cents integer NOT NULL DEFAULT 0);
        """;
}
