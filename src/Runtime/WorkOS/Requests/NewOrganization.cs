namespace Clerk2WorkOS.WorkOS;

/// <summary>An organization to create. Source: https://workos.com/docs/reference/organization/create</summary>
public sealed record NewOrganization
{
    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The application's own id, unique in the environment: at most 64 ASCII characters. Names are not unique, so this is what keeps a repeated
    /// call from making a second organization.
    /// </summary>
    public required string ExternalId { get; init; }

    /// <summary>The limits of <see cref="NewUser.Metadata"/> hold.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>What to change about an organization; what is null stays as it is. Source: https://workos.com/docs/reference/organization/update</summary>
public sealed record OrganizationChanges
{
    /// <summary>Another name.</summary>
    public string? Name { get; init; }

    /// <summary>The application's own id, unique in the environment: at most 64 ASCII characters.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The limits of <see cref="NewUser.Metadata"/> hold.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
