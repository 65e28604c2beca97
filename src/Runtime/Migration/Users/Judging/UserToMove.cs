using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Judging;

/// <summary>A user as WorkOS is to have it: nothing is open any more.</summary>
internal sealed record UserToMove
{
    public required string ClerkUserId { get; init; }

    public required string Email { get; init; }

    public required bool EmailVerified { get; init; }

    public required string FirstName { get; init; }

    public string? LastName { get; init; }

    public PasswordHash? Password { get; init; }

    public Secret? TotpSecret { get; init; }

    public bool IsBanned { get; init; }

    /// <summary>Whether a source says if the user is banned.</summary>
    public bool IsBanKnown { get; init; }

    /// <summary>Whether there is a Stripe Connect account.</summary>
    public bool IsExpert { get; init; }

    public bool HasLegacyRow { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public ImmutableArray<ClerkMembership> Organizations { get; init; } = [];

    public ImmutableArray<UserNote> Notes { get; init; } = [];

    public string PersonalOrganizationName => $"{FirstName}'s Account";

    /// <summary>How many calls it takes that change something: below <c>/user_management</c>, and elsewhere.</summary>
    public (int Writes, int Others) Calls()
    {
        var memberships = 1 + Organizations.Length;
        return (1 + memberships * (IsBanned ? 2 : 1) + (TotpSecret is null ? 0 : 1), 1);
    }
}
