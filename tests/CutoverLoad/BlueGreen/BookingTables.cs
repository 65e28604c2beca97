using System.Globalization;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>The tables of a small booking application, of the Clerk era and of WorkOS's.</summary>
public static class BookingTables
{
    /// <summary>They are numbered from 0.</summary>
    public const int Experts = 10;

    /// <summary>The legacy database.</summary>
    public const string Legacy = """
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text);
        CREATE TABLE event (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL REFERENCES users (clerk_user_id), name text NOT NULL, price numeric(10,2), settings jsonb);
        CREATE TABLE meeting (
            id bigserial PRIMARY KEY, event_id uuid NOT NULL REFERENCES event (id), clerk_user_id text NOT NULL, guest_email text NOT NULL, guest_name text,
            booking_key text UNIQUE, note text, created_at timestamptz NOT NULL DEFAULT now());
        CREATE INDEX ON meeting (clerk_user_id, id);
        """;

    /// <summary>The target.</summary>
    public const string Target = """
        CREATE TABLE organizations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL, type text NOT NULL);
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text);
        CREATE UNIQUE INDEX users_email_key ON users (lower(email));
        CREATE TABLE events (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id), org_id uuid NOT NULL REFERENCES organizations (id), name text NOT NULL,
            price numeric(10,2), settings jsonb);
        CREATE TABLE meetings (
            id bigserial PRIMARY KEY, event_id uuid NOT NULL REFERENCES events (id), workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id),
            guest_email text NOT NULL, guest_name text, guest_workos_user_id text REFERENCES users (workos_user_id), guest_org_id uuid REFERENCES organizations (id),
            booking_key text UNIQUE, note text, created_at timestamptz NOT NULL DEFAULT now());
        CREATE INDEX ON meetings (workos_user_id, id);
        """;

    /// <summary>How the experts' ids begin at Clerk and at WorkOS; the rest is the same in both.</summary>
    public const string ClerkIds = "user_2aBcDeFgHiJkLmNoPqRsT", WorkOSIds = "user_01J0000000000000000";

    /// <summary>Of each table its rows in the legacy database, as they have to be in the target, and those of the target.</summary>
    public static IReadOnlyList<(string Legacy, string Target)> Compared =>
    [
        ($"SELECT {Mapped} AS id, email, first_name FROM users ORDER BY 1", "SELECT workos_user_id, email, first_name FROM users ORDER BY 1"),
        ($"SELECT id, {Mapped}, name, price, settings FROM event ORDER BY 1", "SELECT id, workos_user_id, name, price, settings FROM events ORDER BY 1"),
        ($"SELECT id, event_id, {Mapped}, guest_email, guest_name, booking_key, note, created_at FROM meeting ORDER BY 1", "SELECT id, event_id, workos_user_id, guest_email, guest_name, booking_key, note, created_at FROM meetings ORDER BY 1"),
    ];

    private static string Mapped => $"CASE WHEN left(clerk_user_id, 7) = 'workos:' THEN substr(clerk_user_id, 8) ELSE replace(clerk_user_id, '{ClerkIds}', '{WorkOSIds}') END";

    /// <summary>Experts, an event each, and meetings.</summary>
    public static string Fill(Func<int, string> clerk, int meetings) => string.Concat(Enumerable.Range(0, Experts).Select(expert => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO users (clerk_user_id, email, first_name) VALUES ('{clerk(expert)}', 'expert{expert}@example.com', 'Expert {expert}');
        INSERT INTO event (clerk_user_id, name, price) VALUES ('{clerk(expert)}', 'e{expert}', 50 + {expert});
        """))) + string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO meeting (event_id, clerk_user_id, guest_email, guest_name) SELECT e.id, e.clerk_user_id, 'early' || n || '@example.com', 'Early ' || n
            FROM generate_series(1, {meetings}) n JOIN event e ON e.name = 'e' || n % {Experts} ORDER BY n;
        """);

    /// <summary>The same people in the target, as the users' migration leaves them.</summary>
    public static string FillPeople(Func<int, string> workos, Func<int, Guid> organization) => string.Concat(Enumerable.Range(0, Experts).Select(expert => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO organizations VALUES ('{organization(expert)}', 'org_{expert}', 'user-{workos(expert)}', 'Expert {expert}', 'expert_personal');
        INSERT INTO users (workos_user_id, email, first_name) VALUES ('{workos(expert)}', 'expert{expert}@example.com', 'Expert {expert}');
        """)));
}
