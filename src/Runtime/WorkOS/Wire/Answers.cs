namespace Clerk2WorkOS.WorkOS.Wire;

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Data, PageCursors? ListMetadata);

/// <summary>Where the pages before and after this one are.</summary>
internal sealed record PageCursors(string? Before, string? After);

/// <summary>The answer to an enrolment.</summary>
internal sealed record EnrolledFactor(WorkOSFactor AuthenticationFactor);
