namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>What a statement did.</summary>
internal enum Effect
{
    /// <summary>It went through; how many rows, says the count.</summary>
    Done,

    /// <summary>A right or a policy refused it.</summary>
    Refused,

    /// <summary>No right and no policy refused it, but a constraint did: whoever may not do it got that far.</summary>
    Constrained,

    /// <summary>The claims could not be read, and it failed for that.</summary>
    Unreadable,

    /// <summary>It failed for another reason.</summary>
    Failed,
}

/// <summary>The outcome of a statement.</summary>
/// <param name="Effect">What it did.</param>
/// <param name="Count">How many rows it read or touched.</param>
/// <param name="Places">Which of the made-up rows those were, where they were asked for.</param>
/// <param name="Message">What PostgreSQL said.</param>
internal sealed record Attempt(Effect Effect, long Count = 0, IReadOnlySet<string>? Places = null, string? Message = null);
