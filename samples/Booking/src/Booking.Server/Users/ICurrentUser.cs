using Booking.Drizzle;

namespace Booking.Server.Users;

/// <summary>Who is signed in, from the verified token.</summary>
public interface ICurrentUser : IOrganizationContext
{
    /// <summary>Null for a visitor.</summary>
    string? WorkosUserId { get; }

    UserRole Role { get; }

    string? IpAddress { get; }

    string? UserAgent { get; }
}
