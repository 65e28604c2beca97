using System.Collections.Immutable;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>One person of Clerk's, from whatever sources there are; what none of them says is null.</summary>
internal sealed record ClerkUser(string Id)
{
    /// <summary>The primary address as it is spelled.</summary>
    public string? Email { get; init; }

    /// <summary>Null where no source says.</summary>
    public bool? EmailVerified { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>The whole name, where first and last are not kept apart.</summary>
    public string? WholeName { get; init; }

    public bool HasPhone { get; init; }

    public ClerkPassword? Password { get; init; }

    /// <summary>Whether Clerk knows a password; null where no source says.</summary>
    public bool? HasPassword { get; init; }

    public Secret? TotpSecret { get; init; }

    /// <summary>Whether Clerk knows a TOTP factor; null where no source says.</summary>
    public bool? HasTotp { get; init; }

    /// <summary>Null where no source says: the CSV does not.</summary>
    public bool? IsBanned { get; init; }

    public bool IsLocked { get; init; }

    public bool IsDeleted { get; init; }

    public bool HasStripeConnect { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How new the state is that this shows; null where the source does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public ImmutableArray<ClerkMembership> Organizations { get; init; } = [];

    /// <summary>Whether <see cref="Organizations"/> are all that there are.</summary>
    public bool HasAllOrganizations { get; init; }

    /// <summary>Whether the legacy database has a row, whose other columns are carried over.</summary>
    public bool HasLegacyRow { get; init; }

    /// <summary>Whether an export of Clerk's has the user.</summary>
    public bool IsExported { get; init; }

    /// <summary>
    /// This, completed from another source: what this one says stands. A ban and a Stripe account count whoever knows of them; whom
    /// Clerk exports is not deleted. An address and its verification come
    /// from one source, lest the verification of one address be taken for that of another.
    /// </summary>
    public ClerkUser Or(ClerkUser other)
    {
        var isSameEmail = Email is null || string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);
        return this with
        {
            Email = Email ?? other.Email,
            EmailVerified = EmailVerified ?? (isSameEmail ? other.EmailVerified : null),
            FirstName = FirstName ?? other.FirstName,
            LastName = LastName ?? other.LastName,
            WholeName = WholeName ?? other.WholeName,
            HasPhone = HasPhone || other.HasPhone,
            Password = Password ?? other.Password,
            HasPassword = HasPassword ?? other.HasPassword,
            TotpSecret = TotpSecret ?? other.TotpSecret,
            HasTotp = HasTotp ?? other.HasTotp,
            IsBanned = IsBanned is true || other.IsBanned is true ? true : IsBanned ?? other.IsBanned,
            IsLocked = IsLocked || other.IsLocked,
            IsDeleted = IsDeleted || (!IsExported && other.IsDeleted),
            HasStripeConnect = HasStripeConnect || other.HasStripeConnect,
            CreatedAt = CreatedAt ?? other.CreatedAt,
            UpdatedAt = UpdatedAt ?? other.UpdatedAt,
            Organizations = Organizations.IsEmpty ? other.Organizations : Organizations,
            HasAllOrganizations = HasAllOrganizations || other.HasAllOrganizations,
            HasLegacyRow = HasLegacyRow || other.HasLegacyRow,
            IsExported = IsExported || other.IsExported,
        };
    }
}
