namespace Clerk2WorkOS.WorkOS.Wire;

/// <summary>Refuses, before anything is sent, what WorkOS would refuse or take for something else. Messages hold no address.</summary>
internal static class RequestChecks
{
    public static void Check(NewUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        CheckEmail(user.Email, nameof(user));
        CheckPassword(user.Password, user.PasswordHash, nameof(user));
        CheckOptionalExternalId(user.ExternalId, nameof(user));
        WorkOSMetadata.Check(user.Metadata, nameof(user));
    }

    public static void Check(UserChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Email is not null)
            CheckEmail(changes.Email, nameof(changes));
        CheckPassword(changes.Password, changes.PasswordHash, nameof(changes));
        CheckOptionalExternalId(changes.ExternalId, nameof(changes));
        WorkOSMetadata.Check(changes.Metadata, nameof(changes));
    }

    public static void Check(NewOrganization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (string.IsNullOrWhiteSpace(organization.Name))
            throw new ArgumentException("An organization needs a name.", nameof(organization));
        WorkOSMetadata.CheckExternalId(organization.ExternalId, nameof(organization));
        WorkOSMetadata.Check(organization.Metadata, nameof(organization));
    }

    public static void Check(OrganizationChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Name is not null && string.IsNullOrWhiteSpace(changes.Name))
            throw new ArgumentException("An organization needs a name.", nameof(changes));
        CheckOptionalExternalId(changes.ExternalId, nameof(changes));
        WorkOSMetadata.Check(changes.Metadata, nameof(changes));
    }

    public static void Check(NewMembership membership)
    {
        ArgumentNullException.ThrowIfNull(membership);
        CheckId(membership.UserId, nameof(membership));
        CheckId(membership.OrganizationId, nameof(membership));
        if (membership.RoleSlug is not null)
            CheckId(membership.RoleSlug, nameof(membership));
    }

    public static void Check(NewInvitation invitation)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        CheckEmail(invitation.Email, nameof(invitation));
        if (invitation.ExpiresInDays is < 1 or > 30)
            throw new ArgumentException("An invitation can be accepted for 1 to 30 days.", nameof(invitation));
    }

    public static void Check(NewTotpFactor factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        CheckId(factor.UserId, nameof(factor));
        if (string.IsNullOrWhiteSpace(factor.Issuer))
            throw new ArgumentException("A TOTP factor needs an issuer.", nameof(factor));
    }

    public static void Check(MembershipFilter filter)
    {
        CheckListing(filter, nameof(filter));
        if (filter.UserId is null && filter.OrganizationId is null)
            throw new ArgumentException("WorkOS lists the memberships of a user or of an organization: name at least one.", nameof(filter));
        if (filter.Statuses is null or [] || filter.Statuses.Contains(WorkOSMembershipStatus.Unknown))
            throw new ArgumentException("Name the states of the memberships to list.", nameof(filter));
    }

    public static void Check(EventFilter filter)
    {
        CheckListing(filter, nameof(filter));
        if (filter.Events is null or [])
            throw new ArgumentException("WorkOS lists events of given types: name at least one.", nameof(filter));
    }

    public static void CheckListing(Listing filter, string parameter)
    {
        ArgumentNullException.ThrowIfNull(filter, parameter);
        if (filter.PageSize is < 1 or > 100)
            throw new ArgumentException("A page has 1 to 100 objects.", parameter);
    }

    /// <summary>An address is one word with an @ inside; whether it exists only a mail can tell.</summary>
    public static void CheckEmail(string email, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email, parameter);
        var at = email.LastIndexOf('@');
        if (at <= 0 || at == email.Length - 1 || email.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            throw new ArgumentException("The address is none: it needs an @ inside, and no spaces.", parameter);
    }

    /// <summary>WorkOS's own ids and slugs; what else would stand in an address could name another call.</summary>
    public static void CheckId(string id, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameter);
        foreach (var character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '-' or ':'))
                throw new ArgumentException("A WorkOS id or slug has letters, digits, underscores, hyphens and colons only.", parameter);
        }
    }

    private static void CheckOptionalExternalId(string? externalId, string parameter)
    {
        if (externalId is not null)
            WorkOSMetadata.CheckExternalId(externalId, parameter);
    }

    private static void CheckPassword(Secret? password, PasswordHash? hash, string parameter)
    {
        if (password is not null && hash is not null)
            throw new ArgumentException("WorkOS takes a password or a hash, not both.", parameter);
        if (hash is not null && !Enum.IsDefined(hash.Type))
            throw new ArgumentException("The hash is of a type that WorkOS does not know.", parameter);
    }
}
