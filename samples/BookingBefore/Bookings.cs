using Npgsql;

namespace Booking.Before;

/// <summary>What a partner's widget sends.</summary>
/// <param name="Key">The partner's own name of the booking; kept with it.</param>
/// <param name="Expert">The expert's number on the page of experts.</param>
/// <param name="GuestEmail">Where the confirmation goes to.</param>
/// <param name="GuestName">How the expert will greet the guest.</param>
public sealed record WidgetBooking(string Key, int Expert, string GuestEmail, string GuestName);

/// <summary>Books the first free half hour of an expert. A guest is an address and a name, and nobody beyond that.</summary>
public sealed class Bookings(NpgsqlDataSource database)
{
    private const string Insert = """
        WITH offer AS (
            SELECT e.id, e.clerk_user_id, e.duration_in_minutes, e.price_in_cents FROM profiles p JOIN events e ON e.clerk_user_id = p.clerk_user_id
            WHERE p."order" = $1 AND p.published AND e.is_active ORDER BY e."order" LIMIT 1),
        slot AS (
            SELECT start FROM offer, generate_series(date_trunc('day', now(), 'UTC') + interval '32 hours', now() + interval '60 days', interval '30 minutes') AS start
            WHERE extract(hour FROM start AT TIME ZONE 'UTC') BETWEEN 8 AND 18 AND NOT EXISTS (
                SELECT FROM meetings m WHERE m.clerk_user_id = offer.clerk_user_id AND m.status <> 3
                AND m.start_time < start + make_interval(mins => offer.duration_in_minutes + 5) AND start - interval '5 minutes' < m.end_time)
            ORDER BY start LIMIT 1)
        INSERT INTO meetings (id, event_id, clerk_user_id, guest_email, guest_name, guest_notes, timezone, start_time, end_time, status, payment_status, amount_in_cents, fee_in_cents, created_at)
        SELECT gen_random_uuid(), offer.id, offer.clerk_user_id, lower($2), $3, $4, 'UTC', slot.start, slot.start + make_interval(mins => offer.duration_in_minutes),
            CASE offer.price_in_cents WHEN 0 THEN 1 ELSE 0 END, CASE offer.price_in_cents WHEN 0 THEN 0 ELSE 1 END, offer.price_in_cents, offer.price_in_cents * 15 / 100, now()
        FROM offer, slot RETURNING id
        """;

    /// <summary>Null where there is no such expert, or no free time.</summary>
    public async Task<Guid?> BookAsync(WidgetBooking booking, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One booking of an expert after the other: the next one sees this one's time as taken.
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(75, $1)", connection, transaction) { Parameters = { new() { Value = booking.Expert } } })
            await turn.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters = { new() { Value = booking.Expert }, new() { Value = booking.GuestEmail }, new() { Value = booking.GuestName }, new() { Value = booking.Key } },
        };
        var id = await insert.ExecuteScalarAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id as Guid?;
    }

    /// <summary>When an expert is taken.</summary>
    public async Task<List<DateTimeOffset>> TakenAsync(int expert, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT m.start_time FROM profiles p JOIN meetings m ON m.clerk_user_id = p.clerk_user_id
            WHERE p."order" = $1 AND p.published AND m.end_time > now() AND m.status <> 3 ORDER BY m.start_time LIMIT 50
            """);
        command.Parameters.Add(new() { Value = expert });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<DateTimeOffset>();
        while (await reader.ReadAsync(cancellationToken))
            taken.Add(reader.GetFieldValue<DateTimeOffset>(0));
        return taken;
    }
}

public static class BookingEndpoints
{
    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/experts/{number:int}/meetings", async (int number, Bookings bookings, CancellationToken cancellationToken) =>
            Results.Ok(await bookings.TakenAsync(number, cancellationToken)));

        routes.MapPost("/bookings", async (WidgetBooking booking, Bookings bookings, CancellationToken cancellationToken) =>
            await bookings.BookAsync(booking, cancellationToken) is { } meetingId
                ? Results.Created($"/bookings/{meetingId}", new { meetingId, booking.Key })
                : Results.Conflict("There is no free time."));
    }
}
