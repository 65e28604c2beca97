using System.Globalization;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>A connection string of Npgsql's, as the variables that PostgreSQL's own programs read. Source: https://www.postgresql.org/docs/current/libpq-envars.html</summary>
internal static class LibpqEnvironment
{
    public static void Fill(IDictionary<string, string?> environment, NpgsqlConnectionStringBuilder database)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            environment.Remove(name);       // the caller's would speak of another server
        environment["LC_ALL"] = "C";
        environment["PGCONNECT_TIMEOUT"] = "30";
        Set("PGHOST", database.Host);
        Set("PGPORT", database.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", database.Username);
        Set("PGPASSWORD", database.Password);
        Set("PGPASSFILE", database.Passfile);
        Set("PGDATABASE", database.Database);
        Set("PGOPTIONS", database.Options);
        Set("PGAPPNAME", database.ApplicationName);
        Set("PGSSLROOTCERT", database.RootCertificate);
        Set("PGSSLCERT", database.SslCertificate);
        Set("PGSSLKEY", database.SslKey);
        Set("PGSSLMODE", database.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        });

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                environment[name] = value;
        }
    }
}
