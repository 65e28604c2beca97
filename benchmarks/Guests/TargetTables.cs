namespace Clerk2WorkOS.Benchmarks.Guests;

/// <summary>The tables that guests are written to.</summary>
internal static class TargetTables
{
    public const string Script = """
        CREATE TABLE organizations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL,
            type text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            created_at timestamptz NOT NULL DEFAULT now());
        CREATE UNIQUE INDEX users_email_key ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id),
            org_id uuid NOT NULL REFERENCES organizations (id), role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        """;
}
