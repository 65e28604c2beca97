using Booking.Api;
using Booking.Drizzle.Schema;

namespace Booking.Server.Payments;

/// <summary>Adds payouts up by month.</summary>
public sealed class EarningsReport
{
    public EarningsDto Summarize(string clerkUserId, IReadOnlyCollection<PaymentTransferTable> transfers)
    {
        var months =
            from transfer in transfers
            where transfer.ExpertClerkUserId == clerkUserId
            let month = (transfer.ScheduledFor.Year, transfer.ScheduledFor.Month)
            group transfer by month into paid
            orderby paid.Key
            select new EarningsMonth(
                paid.Key.Year,
                paid.Key.Month,
                paid.Sum(t => t.AmountInCents + t.PlatformFeeInCents),
                paid.Sum(t => t.PlatformFeeInCents));
        return new EarningsDto(clerkUserId, transfers.FirstOrDefault()?.Currency ?? "eur", [.. months]);
    }

    /// <summary>The experts who earned most, for the yearly letter.</summary>
    public IReadOnlyList<(string ExpertClerkUserId, int Total)> Ranking(IEnumerable<PaymentTransferTable> transfers, int count)
    {
        var totals = transfers
            .GroupBy(t => t.ExpertClerkUserId, (expertClerkUserId, own) => (expertClerkUserId, Total: own.Sum(t => t.AmountInCents)))
            .OrderByDescending(x => x.Total)
            .ThenBy(x => x.expertClerkUserId, StringComparer.Ordinal);
        return [.. totals.Take(count)];
    }
}
