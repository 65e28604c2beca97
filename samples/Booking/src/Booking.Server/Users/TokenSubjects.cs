namespace Booking.Server.Users;

/// <summary>Both ids that a machine-to-machine token carries: of the user it acts for, and of the client itself.</summary>
public sealed class TokenSubjects
{
    public required string ClerkUserId { get; init; }

    /// <summary>The raw subject; differs from the user id for tokens of a client.</summary>
    public required string ClerkSub { get; init; }

    public bool IsDelegated => ClerkSub != ClerkUserId;
}
