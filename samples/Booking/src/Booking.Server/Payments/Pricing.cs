namespace Booking.Server.Payments;

/// <summary>What a guest pays, in cents, and how it is split.</summary>
public readonly record struct Price(int TotalInCents, int FeeInCents)
{
    public int ExpertInCents => TotalInCents - FeeInCents;
}

public static class Pricing
{
    /// <summary>The platform's share, in basis points.</summary>
    public const int StandardFee = 1500;
    public const int TopExpertFee = 1000;

    /// <summary>Stripe takes no card payment below this.</summary>
    public const int MinimumChargeInCents = 50;

    /// <summary>Rounds the fee half away from zero, so that a cent never gets lost between the two sides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A price that is negative, or that Stripe would refuse.</exception>
    public static Price For(int priceInCents, bool topExpert)
    {
        if (priceInCents is < 0 or (> 0 and < MinimumChargeInCents))
            throw new ArgumentOutOfRangeException(nameof(priceInCents), priceInCents, "Free, or at least the smallest charge.");
        var fee = decimal.Round(priceInCents * (topExpert ? TopExpertFee : StandardFee) / 10_000m, MidpointRounding.AwayFromZero);
        return new Price(priceInCents, (int)fee);
    }

    /// <summary>What a guest gets back: all until a day before, half until two hours before, nothing after that.</summary>
    public static int RefundFor(int paidInCents, DateTimeOffset start, DateTimeOffset now) => (start - now) switch
    {
        { TotalHours: >= 24 } => paidInCents,
        { TotalHours: >= 2 } => paidInCents / 2,
        _ => 0,
    };
}
