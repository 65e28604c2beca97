using Clerk2WorkOS.CutoverLoad.Load;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>The old application: Clerk's ids, the legacy tables. All requests come in here.</summary>
internal static class BlueSide
{
    private const string Latest = "SELECT m.id, m.guest_email FROM meeting m JOIN event e ON e.id = m.event_id WHERE e.name = $1 AND m.clerk_user_id = e.clerk_user_id ORDER BY m.id DESC LIMIT 20";

    private const string Book = "INSERT INTO meeting (event_id, clerk_user_id, guest_email, guest_name, booking_key) SELECT id, clerk_user_id, $2, $3, $4 FROM event WHERE name = $1";

    public static Task<int> ServeAsync(string[] args) => BookingSide.ServeAsync(args, (connection, expert) => BookingSide.MeetingsAsync(connection, Latest, expert), BookAsync);

    private static async Task BookAsync(NpgsqlConnection connection, NewBooking booking)
    {
        await using var command = new NpgsqlCommand(Book, connection)
        {
            Parameters = { new() { Value = $"e{booking.Expert}" }, new() { Value = booking.GuestEmail }, new() { Value = booking.GuestName }, new() { Value = booking.Key } },
        };
        await command.ExecuteNonQueryAsync();
    }
}
