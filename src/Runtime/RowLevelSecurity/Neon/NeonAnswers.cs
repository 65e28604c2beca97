using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

// The members of Neon's answers that are read here.

/// <summary>Source: https://neon.com/docs/reference/api/branches/list-project-branches</summary>
internal sealed record NeonBranches
{
    public required IReadOnlyList<NeonBranch> Branches { get; init => field = value ?? throw new JsonException(); }
}

internal sealed record NeonBranch
{
    public required string Id { get; init => field = value ?? throw new JsonException(); }

    public required string Name { get; init => field = value ?? throw new JsonException(); }

    public bool Default { get; init; }
}

/// <summary>Source: https://neon.com/docs/reference/api/branches/list-project-branch-endpoints</summary>
internal sealed record NeonEndpoints
{
    public required IReadOnlyList<NeonEndpoint> Endpoints { get; init => field = value ?? throw new JsonException(); }
}

internal sealed record NeonEndpoint
{
    public required string Id { get; init => field = value ?? throw new JsonException(); }
}

/// <summary>Source: https://neon.com/docs/reference/api/projects/get-project-jwks</summary>
internal sealed record NeonProviders
{
    public required IReadOnlyList<NeonProvider> Jwks { get; init => field = value ?? throw new JsonException(); }
}

/// <summary>A provider of tokens; without a branch it counts on every one.</summary>
internal sealed record NeonProvider
{
    public required string Id { get; init => field = value ?? throw new JsonException(); }

    public required string JwksUrl { get; init => field = value ?? throw new JsonException(); }

    public required string ProviderName { get; init => field = value ?? throw new JsonException(); }

    public string? BranchId { get; init => field = string.IsNullOrEmpty(value) ? null : value; }

    public string? JwtAudience { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}

/// <summary>Source: https://neon.com/docs/data-api/manage#get-data-api-details</summary>
internal sealed record NeonDataApiAnswer
{
    public required string Url { get; init => field = value ?? throw new JsonException(); }

    public string? Status { get; init; }

    /// <summary>Kept whole: a change replaces all of them.</summary>
    public JsonObject? Settings { get; init; }
}

internal sealed record NeonDatabaseAnswer;

internal sealed record NeonError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }
}
