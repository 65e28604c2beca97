using System.Globalization;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed.Platform;

/// <summary>The plan's tables before and after: each database with what it has when the migration begins.</summary>
internal static class PlatformTables
{
    /// <summary>As the rows have them; users are counted from 1.</summary>
    public static string ClerkId(int user) => string.Create(CultureInfo.InvariantCulture, $"user_2aBcDeFgHiJkLmNoPqRsT{user:D6}");

    public static async Task CreateLegacyAsync(string connectionString, int users, int rows)
    {
        await ExecuteAsync(connectionString, Script("legacy.sql"));
        await ExecuteAsync(connectionString, Script("legacy-rows.sql").Replace("{users}", Number(users), StringComparison.Ordinal).Replace("{rows}", Number(rows), StringComparison.Ordinal));
        await ExecuteAsync(connectionString, "VACUUM ANALYZE");
        await ExecuteAsync(connectionString, "CHECKPOINT");     // without it a crash would let sequences skip up to 32 numbers
    }

    public static Task CreateTargetAsync(string connectionString) => ExecuteAsync(connectionString, Script("target.sql"));

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(PlatformTables).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
