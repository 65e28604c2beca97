using System.Collections.ObjectModel;

namespace Clerk2WorkOS.WorkOS;

/// <summary>An organization as WorkOS holds it. Source: https://workos.com/docs/reference/organization</summary>
public sealed record WorkOSOrganization
{
    /// <summary>The WorkOS id, <c>org_</c> and 26 characters: what a token's <c>org_id</c> says.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The application's own id, unique in the environment; for a personal organization <c>user-{WorkOS user id}</c>.</summary>
    public string? ExternalId { get; init; }

    /// <summary>At most ten pairs; never null.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, string>.Empty;
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>When WorkOS made the organization.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When WorkOS last changed the organization.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
