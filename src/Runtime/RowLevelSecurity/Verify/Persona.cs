using System.Collections.Immutable;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Somebody who was made up, as a row of the database has them.</summary>
/// <param name="Name">A word.</param>
/// <param name="UserId">The WorkOS user id.</param>
/// <param name="OrgId">The organization that their rows are in, as text.</param>
internal sealed record MadeUpPerson(string Name, string UserId, string OrgId)
{
    /// <summary>The role in that organization.</summary>
    public required string Role { get; init; }

    /// <summary>Whether the membership is active.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Another organization, which they own, beside that of their rows; null for none.</summary>
    public string? OwnOrgId { get; init; }
}

/// <summary>Somebody who attacks: a role of the database, and claims.</summary>
/// <param name="Name">A few words for the report.</param>
/// <param name="Role">The role of the database.</param>
/// <param name="Claims">What <c>request.jwt.claims</c> holds; null where it is not set.</param>
internal sealed record Persona(string Name, string Role, string? Claims)
{
    /// <summary>Whom the database takes them for; null for nobody.</summary>
    public string? UserId { get; init; }

    /// <summary>The organizations whose active member they are.</summary>
    public ImmutableHashSet<string> Organizations { get; init; } = [];

    /// <summary>Those of them that they own.</summary>
    public ImmutableHashSet<string> Owned { get; init; } = [];

    /// <summary>Whose rows they try to add: their own, or those of the one they pose as.</summary>
    public required MadeUpPerson PosesAs { get; init; }

    /// <summary>Whether the claims are none that PostgreSQL can read: then every statement that asks for them fails.</summary>
    public bool IsMalformed { get; init; }

    public bool IsSignedIn => Role == RlsRoles.Authenticated;
}
