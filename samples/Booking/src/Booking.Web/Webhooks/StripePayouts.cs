using System.Net.Http.Headers;
using System.Text.Json;
using Booking.Server.Payments;

namespace Booking.Web.Webhooks;

/// <summary>Stripe's transfers endpoint.</summary>
public sealed class StripePayouts(HttpClient http, IConfiguration configuration) : IPayoutGateway
{
    public async Task<string> TransferAsync(
        string connectAccountId, int amountInCents, string currency, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/transfers")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["amount"] = amountInCents.ToString(),
                ["currency"] = currency,
                ["destination"] = connectAccountId,
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", configuration["STRIPE_SECRET_KEY"]);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return json.RootElement.GetProperty("id").GetString() ?? throw new HttpRequestException("Stripe answered without an id.");
    }
}
