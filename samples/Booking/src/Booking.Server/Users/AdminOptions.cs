using Microsoft.Extensions.Configuration;

namespace Booking.Server.Users;

/// <summary>Who may approve payouts and experts.</summary>
public sealed class AdminOptions(IConfiguration configuration)
{
    public IReadOnlySet<string> AdminClerkUserIds { get; } =
        (configuration["ADMIN_CLERK_USER_IDS"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.Ordinal);

    public bool IsAdmin(string? clerkUserId) => clerkUserId is not null && AdminClerkUserIds.Contains(clerkUserId);
}
