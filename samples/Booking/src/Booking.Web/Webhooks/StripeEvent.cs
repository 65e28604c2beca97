using System.Text.Json.Serialization;

namespace Booking.Web.Webhooks;

/// <summary>The part of a Stripe event that the handlers read.</summary>
public sealed record StripeEvent(string Id, string Type, [property: JsonPropertyName("created")] long CreatedSeconds, StripeEventData Data)
{
    [JsonIgnore]
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeSeconds(CreatedSeconds);
}

public sealed record StripeEventData(StripeObject Object);

/// <summary>A checkout session, payment intent, charge, transfer or account: what is not in it is null.</summary>
public sealed record StripeObject
{
    public string? Id { get; init; }

    [JsonPropertyName("payment_intent")]
    public string? PaymentIntent { get; init; }

    [JsonPropertyName("amount_total")]
    public int? AmountTotal { get; init; }

    [JsonPropertyName("amount_refunded")]
    public int? AmountRefunded { get; init; }

    [JsonPropertyName("payouts_enabled")]
    public bool? PayoutsEnabled { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];
}
