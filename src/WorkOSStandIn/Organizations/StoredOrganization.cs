namespace Clerk2WorkOS.Testing;

/// <summary>An organization as the stand-in holds it; a copy that later requests do not change.</summary>
/// <param name="Id"><c>org_</c> and a ULID.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExternalId">The caller's own id, unique in the environment.</param>
/// <param name="Metadata">The caller's pairs.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="CreatedAt">When the organization was created.</param>
/// <param name="UpdatedAt">When the organization was last changed.</param>
public sealed record StoredOrganization(
    string Id,
    string Name,
    string? ExternalId,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<StoredDomain> Domains,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal string? StripeCustomerId { get; init; }

    internal bool AllowProfilesOutsideOrganization { get; init; }
}

/// <summary>A domain of an organization.</summary>
/// <param name="Id"><c>org_domain_</c> and a ULID.</param>
/// <param name="Domain">The domain, in lower case.</param>
/// <param name="State"><c>pending</c> or <c>verified</c>.</param>
public sealed record StoredDomain(string Id, string Domain, string State);
