using System.Text.Json;
using Booking.Json;
using Booking.Server.Payments;
using Booking.Web.Webhooks;

namespace Booking.Web.Endpoints;

/// <summary>The one door for Stripe: a signature that does not fit ends here.</summary>
public static class StripeWebhookEndpoint
{
    public static void MapStripeWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/webhooks/stripe", async (HttpRequest request, IConfiguration configuration, WebhookInbox inbox, TimeProvider clock) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            return await HandleAsync(
                request.Headers["Stripe-Signature"], body, configuration["STRIPE_WEBHOOK_SECRET"] ?? "", inbox, clock, request.HttpContext.RequestAborted);
        });

    public static async Task<IResult> HandleAsync(
        string? signature, string body, string secret, WebhookInbox inbox, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        if (secret.Length == 0 || !StripeSignature.IsValid(signature, body, secret, clock.GetUtcNow()))
            return Results.BadRequest("The signature does not fit.");

        var message = JsonSerializer.Deserialize<StripeEvent>(body, BookingJson.Options);
        if (message is not { Id.Length: > 0, Data.Object.Id: not null })
            return Results.BadRequest("This is not an event.");

        // Stripe repeats what it gets no 2xx for: an event that we do not know is acknowledged, a failure is not.
        return await inbox.ReceiveAsync(message, cancellationToken) switch
        {
            Receipt.Failed => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            var receipt => Results.Ok(new { received = receipt.ToString() }),
        };
    }
}
