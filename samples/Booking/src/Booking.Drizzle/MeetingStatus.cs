namespace Booking.Drizzle;

/// <summary>Where a meeting stands between the booking form and its end.</summary>
public enum MeetingStatus
{
    PendingPayment,
    Confirmed,
    Completed,
    Cancelled,
}

/// <summary>What Stripe last told about the payment of a meeting.</summary>
public enum PaymentStatus
{
    None,
    Pending,
    Succeeded,
    Failed,
    Refunded,
}

/// <summary>An expert's share of a payment on its way to the expert's bank account.</summary>
public enum TransferStatus
{
    Pending,
    Approved,
    InFlight,
    Completed,
    Failed,
    Cancelled,
}

public enum UserRole
{
    Guest,
    Expert,
    TopExpert,
    Admin,
}
