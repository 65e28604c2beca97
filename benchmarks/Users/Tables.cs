using System.Globalization;
using Npgsql;

namespace Clerk2WorkOS.Benchmarks.Users;

/// <summary>The tables of people before and after.</summary>
internal static class Tables
{
    public const string Target = """
        CREATE TABLE organizations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL,
            type text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            stripe_customer_id text, stripe_connect_account_id text, settings jsonb, created_at timestamptz NOT NULL DEFAULT now());
        CREATE UNIQUE INDEX users_email_key ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id),
            org_id uuid NOT NULL REFERENCES organizations (id), role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        """;

    public static string Legacy(int users) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            stripe_customer_id text, stripe_connect_account_id text, settings jsonb, created_at timestamptz NOT NULL DEFAULT now());
        INSERT INTO users (clerk_user_id, email, first_name, last_name, stripe_customer_id, stripe_connect_account_id, settings)
        SELECT 'user_2aBcDeFgHiJkLmNoPqRs' || lpad(n::text, 7, '0'), 'Person' || n || '@example.com', 'Person', 'No ' || n, 'cus_' || n, CASE WHEN n % 10 = 0 THEN 'acct_' || n END,
            jsonb_build_object('language', 'pt', 'n', n)
        FROM generate_series(1, {users}) n;
        """);

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Whether each user has one row, one organization, one membership and one place in the map, and nobody is half done.</summary>
    public static async Task<bool> AreExactAsync(NpgsqlDataSource target, int users)
    {
        await using var command = target.CreateCommand("""
            SELECT (SELECT count(*) FROM users) = $1 AND (SELECT count(*) FROM organizations) = $1 AND (SELECT count(*) FROM user_org_memberships) = $1 AND (SELECT count(*) FROM clerk2workos.user_map) = $1
                AND (SELECT count(*) FROM clerk2workos.user_intents) + (SELECT count(*) FROM clerk2workos.rejects) = 0
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = users });
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>The processes of PostgreSQL that serve this database.</summary>
    public static async Task<List<int>> BackendsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT pid FROM pg_stat_activity WHERE datname = current_database()");
        await using var rows = await command.ExecuteReaderAsync();
        var processes = new List<int>();
        while (await rows.ReadAsync())
            processes.Add(rows.GetInt32(0));
        return processes;
    }
}
