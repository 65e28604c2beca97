using Booking.Drizzle;

namespace Booking.Server.Payments;

/// <summary>Which way a payout may go, and when it may start.</summary>
public static class TransferStates
{
    public const int MaxAttempts = 3;

    public static bool CanMove(TransferStatus from, TransferStatus to) => (from, to) switch
    {
        (TransferStatus.Pending, TransferStatus.Approved or TransferStatus.Cancelled) => true,
        (TransferStatus.Approved, TransferStatus.InFlight or TransferStatus.Cancelled) => true,
        (TransferStatus.InFlight, TransferStatus.Completed or TransferStatus.Failed) => true,
        (TransferStatus.Failed, TransferStatus.Approved or TransferStatus.Cancelled) => true,
        _ => false,
    };

    /// <summary>A day after the meeting and, as card networks have it, never sooner than the country's delay after the payment.</summary>
    public static DateTimeOffset ScheduledFor(DateTimeOffset meetingEnd, DateTimeOffset paidAt, string? country)
    {
        var delay = country?.ToUpperInvariant() switch
        {
            "US" or "CA" => TimeSpan.FromDays(2),
            "BR" => TimeSpan.FromDays(30),
            _ => TimeSpan.FromDays(7),
        };
        var afterMeeting = meetingEnd.AddDays(1);
        var afterPayment = paidAt + delay;
        return afterMeeting > afterPayment ? afterMeeting : afterPayment;
    }

    public static TimeSpan RetryAfter(int attempts) => TimeSpan.FromHours(Math.Pow(4, Math.Clamp(attempts, 0, MaxAttempts)));
}
