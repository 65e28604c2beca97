namespace Booking.Api;

public sealed record EarningsDto(string ClerkUserId, string Currency, IReadOnlyList<EarningsMonth> Months)
{
    public int TotalInCents => Months.Sum(month => month.NetInCents);

    public void Deconstruct(out string clerkUserId, out int totalInCents)
    {
        clerkUserId = ClerkUserId;
        totalInCents = TotalInCents;
    }
}

public readonly record struct EarningsMonth(int Year, int Month, int GrossInCents, int FeeInCents)
{
    public int NetInCents => GrossInCents - FeeInCents;
}
