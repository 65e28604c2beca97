namespace Clerk2WorkOS.Testing;

/// <summary>What a database at Neon has that a plain PostgreSQL has not.</summary>
internal static class NeonLikeDatabase
{
    /// <summary>The roles, and functions that belong to an extension pg_session_jwt; the extension itself is a row of the catalog, since this server has none.</summary>
    public const string Sql = Roles + """

        SET allow_system_table_mods = on;
        INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        SELECT 987654, 'pg_session_jwt', 10, 'pg_catalog'::regnamespace, false, '0.4.0';
        CREATE SCHEMA auth;
        CREATE FUNCTION auth.session() RETURNS jsonb LANGUAGE sql STABLE RETURN nullif(current_setting('request.jwt.claims', true), '')::jsonb;
        CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE RETURN auth.session() ->> 'sub';
        ALTER EXTENSION pg_session_jwt ADD FUNCTION auth.session();
        ALTER EXTENSION pg_session_jwt ADD FUNCTION auth.user_id();
        RESET allow_system_table_mods;
        """;

    /// <summary>The two roles, which every database of the server shares.</summary>
    public const string Roles = """
        DO $$
        BEGIN
            PERFORM pg_advisory_lock(4711);
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN CREATE ROLE authenticated NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anonymous') THEN CREATE ROLE anonymous NOLOGIN; END IF;
            PERFORM pg_advisory_unlock(4711);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        """;
}
