using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.CutoverLoad.Load;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>The new application: WorkOS's ids, the target's tables; a guest who books becomes a user with an organization.</summary>
internal static class GreenSide
{
    private const string Latest = "SELECT m.id, m.guest_email FROM meetings m JOIN events e ON e.id = m.event_id WHERE e.name = $1 AND m.workos_user_id = e.workos_user_id ORDER BY m.id DESC LIMIT 20";

    private const string Book = """
        WITH organization AS (
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('org_' || $5, 'user-' || $5, $3, 'patient_personal') RETURNING id),
        guest AS (INSERT INTO users (workos_user_id, email, first_name) VALUES ($5, $2, $3))
        INSERT INTO meetings (event_id, workos_user_id, org_id, guest_email, guest_name, booking_key, guest_workos_user_id, guest_org_id)
        SELECT e.id, e.workos_user_id, e.org_id, $2, $3, $4, $5, o.id FROM events e, organization o WHERE e.name = $1
        """;

    public static Task<int> ServeAsync(string[] args) => BookingSide.ServeAsync(args, (connection, expert) => BookingSide.MeetingsAsync(connection, Latest, expert), BookAsync);

    private static async Task BookAsync(NpgsqlConnection connection, NewBooking booking)
    {
        await using var command = new NpgsqlCommand(Book, connection)
        {
            Parameters =
            {
                new() { Value = $"e{booking.Expert}" }, new() { Value = $"{booking.Key}.{booking.GuestEmail}" }, new() { Value = booking.GuestName }, new() { Value = booking.Key }, new() { Value = GuestId(booking.Key) },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    // As WorkOS writes them: 26 characters.
    private static string GuestId(string key) => string.Create(CultureInfo.InvariantCulture, $"user_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..26]}");
}
