namespace Clerk2WorkOS.WorkOS;

/// <summary>A role of the environment. Source: https://workos.com/docs/reference/roles</summary>
public sealed record WorkOSRole
{
    /// <summary>The WorkOS id, <c>role_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The name that calls and tokens use.</summary>
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The slugs of what the role permits; never null.</summary>
    public IReadOnlyList<string> Permissions { get; init => field = value ?? []; } = [];
}
