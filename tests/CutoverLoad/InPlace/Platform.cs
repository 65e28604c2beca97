using System.Globalization;

namespace Clerk2WorkOS.CutoverLoad.InPlace;

/// <summary>The booking platform in one database, as it is before the switch, and its people.</summary>
public static class Platform
{
    /// <summary>Its tables.</summary>
    public const string Schema = """
        CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, name text NOT NULL, slug text UNIQUE);
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text NOT NULL, name text, updated_at timestamptz NOT NULL DEFAULT '2026-01-01');
        CREATE TABLE event (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text NOT NULL REFERENCES users (clerk_user_id) ON DELETE CASCADE, name text NOT NULL, is_active boolean NOT NULL DEFAULT true);
        CREATE INDEX event_clerk_user_id_idx ON event (clerk_user_id, name) WHERE clerk_user_id <> '';
        CREATE TABLE schedule (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, timezone text NOT NULL);
        CREATE TABLE schedule_availability (id serial PRIMARY KEY, schedule_id uuid NOT NULL REFERENCES schedule (id) ON DELETE CASCADE, start_time time NOT NULL);
        CREATE TABLE meeting (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id bigint NOT NULL REFERENCES event (id), clerk_user_id text NOT NULL, "createdByClerkUserId" text,
            booking_key text NOT NULL UNIQUE, guest_email text NOT NULL, guest_name text, start_time timestamptz NOT NULL DEFAULT now());
        CREATE INDEX meeting_clerk ON meeting (clerk_user_id, start_time DESC);
        CREATE TABLE record (team text NOT NULL, number integer NOT NULL, clerk_user_id text, clerk_org_id text, content text, PRIMARY KEY (team, number));
        CREATE TABLE audit_logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text, action text NOT NULL);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
        """;

    /// <summary>As Clerk writes them.</summary>
    public static string Clerk(int user) => string.Create(CultureInfo.InvariantCulture, $"user_2aBcDeFgHiJkLmNoPqRsT{user:D6}");

    /// <summary>As WorkOS writes them.</summary>
    public static string WorkOS(int user) => string.Create(CultureInfo.InvariantCulture, $"user_01J0000000000000000{user:D6}");

    /// <summary><c>organizations.id</c> of a user's own.</summary>
    public static Guid Organization(int user) => new(user, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>Users, their organizations, the id map and rows; the tables of the migration are there already.</summary>
    public static string Rows(int users, int meetings) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE FUNCTION pg_temp.clerk(n bigint) RETURNS text LANGUAGE sql AS $$ SELECT 'user_2aBcDeFgHiJkLmNoPqRsT' || lpad(n::text, 6, '0') $$;
        CREATE FUNCTION pg_temp.org(n bigint) RETURNS uuid LANGUAGE sql AS $$ SELECT (lpad(to_hex(n), 8, '0') || '-0007-0007-0102-030405060708')::uuid $$;
        INSERT INTO organizations SELECT pg_temp.org(n), 'org_' || n, 'Account ' || n, 'user-user_01J0000000000000000' || lpad(n::text, 6, '0') FROM generate_series(0, {users - 1}) n;
        INSERT INTO clerk2workos.user_map SELECT pg_temp.clerk(n), 'user_01J0000000000000000' || lpad(n::text, 6, '0'), pg_temp.org(n), 'org_' || n FROM generate_series(0, {users - 1}) n;
        INSERT INTO clerk2workos.organization_map SELECT 'org_2clerk' || n, 'org_w' || n, pg_temp.org(n) FROM generate_series(0, 2) n;
        INSERT INTO users (clerk_user_id, email, name) SELECT pg_temp.clerk(n), 'user' || n || '@example.com', 'User ' || n FROM generate_series(0, {users - 1}) n;
        INSERT INTO event (clerk_user_id, name) SELECT pg_temp.clerk(n), 'Consultation' FROM generate_series(0, {users - 1}) n;
        INSERT INTO schedule (clerk_user_id, timezone) SELECT pg_temp.clerk(n), 'Europe/Berlin' FROM generate_series(0, {users - 1}) n;
        INSERT INTO schedule_availability (schedule_id, start_time) SELECT id, '09:00' FROM schedule;
        INSERT INTO meeting (event_id, clerk_user_id, "createdByClerkUserId", booking_key, guest_email)
            SELECT n % {users} + 1, pg_temp.clerk(n % {users}), CASE WHEN n % 3 = 0 THEN pg_temp.clerk((n + 1) % {users}) END, 'before-' || n, 'guest' || n || '@example.com' FROM generate_series(0, {meetings - 1}) n;
        INSERT INTO record SELECT 't' || n % 4, n, CASE WHEN n % 5 > 0 THEN pg_temp.clerk(n % {users}) END, CASE WHEN n % 3 = 0 THEN 'org_2clerk' || n % 2 END, 'x' FROM generate_series(0, {meetings / 2}) n;
        INSERT INTO audit_logs (clerk_user_id, action) SELECT CASE WHEN n % 4 > 0 THEN pg_temp.clerk(n % {users}) END, 'SEEN' FROM generate_series(0, {meetings / 2}) n;
        ANALYZE;
        """);
}
