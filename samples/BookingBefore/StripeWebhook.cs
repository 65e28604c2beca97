using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Booking.Before;

/// <summary><c>checkout.session.completed</c>: what was booked is paid.</summary>
public sealed class PaidSessions(NpgsqlDataSource database)
{
    /// <summary>Stores the meeting that the session's metadata speaks of; the same session again changes nothing.</summary>
    public async Task StoreAsync(JsonElement session, CancellationToken cancellationToken)
    {
        var metadata = session.GetProperty("metadata");
        await using var command = database.CreateCommand("""
            INSERT INTO meetings (id, event_id, clerk_user_id, guest_email, guest_name, timezone, start_time, end_time, status, payment_status, stripe_payment_intent_id, stripe_session_id, amount_in_cents, fee_in_cents, created_at)
            SELECT gen_random_uuid(), e.id, e.clerk_user_id, lower($3), $4, 'UTC', $5, $5 + make_interval(mins => e.duration_in_minutes), 1, 2, $6, $7, $8, $8 * 15 / 100, now()
            FROM events e WHERE e.id = $1 AND e.clerk_user_id = $2 AND NOT EXISTS (SELECT FROM meetings WHERE stripe_session_id = $7)
            """);
        command.Parameters.Add(new() { Value = metadata.GetProperty("event_id").GetGuid() });
        command.Parameters.Add(new() { Value = Text(metadata, "clerk_user_id") });
        command.Parameters.Add(new() { Value = Text(metadata, "guest_email") });
        command.Parameters.Add(new() { Value = Text(metadata, "guest_name") });
        command.Parameters.Add(new() { Value = metadata.GetProperty("start_time").GetDateTimeOffset().ToUniversalTime() });
        command.Parameters.Add(new() { Value = Text(session, "payment_intent") });
        command.Parameters.Add(new() { Value = Text(session, "id") });
        command.Parameters.Add(new() { Value = session.GetProperty("amount_total").GetInt32() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Text(JsonElement json, string property) => json.GetProperty(property).GetString() ?? "";
}

public static class StripeWebhook
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static void MapStripe(this IEndpointRouteBuilder routes, string secret) =>
        routes.MapPost("/api/webhooks/stripe", async (HttpRequest request, PaidSessions sessions, CancellationToken cancellationToken) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(cancellationToken);
            if (secret.Length == 0 || !IsSigned(request.Headers["Stripe-Signature"], body, secret))
                return Results.BadRequest("The signature does not fit.");

            using var message = JsonDocument.Parse(body);
            if (message.RootElement.GetProperty("type").GetString() == "checkout.session.completed")
                await sessions.StoreAsync(message.RootElement.GetProperty("data").GetProperty("object"), cancellationToken);
            return Results.Ok();
        });

    private static bool IsSigned(string? header, string body, string secret)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1]);
        if (!long.TryParse(parts["t"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return false;
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")));
        return parts["v1"].Any(candidate => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(candidate), Encoding.ASCII.GetBytes(expected)));
    }
}
