using Npgsql;

namespace Clerk2WorkOS.Sql;

/// <summary>The one place that judges a connection string in the options.</summary>
internal static class ConnectionText
{
    /// <summary>A sentence on what is wrong with it, which never quotes it; null if it will do.</summary>
    public static string? Problem(string setting, string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 } ? null : $"{setting} names no host.";
        }
        catch (ArgumentException)
        {
            return $"{setting} cannot be read as a connection string of PostgreSQL.";     // its message may quote a password
        }
    }
}
