using System.Globalization;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed.Platform;

namespace Clerk2WorkOS.Benchmarks.RecordedRun;

/// <summary>The CSV that Clerk's dashboard would give of the platform's users: every address verified, every other user with a password.</summary>
internal static class ClerkExport
{
    private const string Bcrypt = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    public static async Task WriteAsync(string path, int users)
    {
        await using var csv = new StreamWriter(path);
        await csv.WriteLineAsync(
            "id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,"
            + "verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher");
        for (var user = 1; user <= users; user++)
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"Person{user}@example.com");
            var password = user % 2 == 0 ? $"{Bcrypt},bcrypt" : ",";
            await csv.WriteLineAsync($"{PlatformTables.ClerkId(user)},Person,No {user},,{email},,{email},,,,,{password}");
        }
    }
}
