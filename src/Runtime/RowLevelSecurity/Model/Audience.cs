namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Whom a rule is about.</summary>
public enum Audience
{
    /// <summary>The person whose WorkOS user id stands in the rule's column.</summary>
    Person,

    /// <summary>The active members of the organization whose id stands in the rule's column.</summary>
    Member,

    /// <summary>Those active members of that organization who own it; see <see cref="RlsModelOptions.OwnerRoles"/>.</summary>
    Owner,

    /// <summary>The person to whom the row belongs that the rule's column, a foreign key, refers to.</summary>
    Parent,

    /// <summary>Everyone, signed in or not, where the rule's condition holds.</summary>
    Everyone,
}
