using System.Text.Json;

namespace Clerk2WorkOS.WorkOS.Wire;

/// <summary>One page of a list.</summary>
internal sealed record Page<T>
{
    public required IReadOnlyList<T> Data { get; init => field = value ?? throw new JsonException("The list is null."); }

    public PageCursors? ListMetadata { get; init; }
}

/// <summary>Where the pages before and after this one are.</summary>
internal sealed record PageCursors(string? Before, string? After);

/// <summary>The answer to an enrolment.</summary>
internal sealed record EnrolledFactor
{
    public required WorkOSFactor AuthenticationFactor { get; init => field = value ?? throw new JsonException("The factor is null."); }
}
