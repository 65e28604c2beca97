namespace Clerk2WorkOS.WorkOS;

/// <summary>What came of a call that creates: the object, and whether it was there before.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
/// <param name="Value">The object as WorkOS holds it.</param>
/// <param name="Outcome">Whether this call made it.</param>
public sealed record Creation<T>(T Value, CreationOutcome Outcome)
    where T : class;

/// <summary>Whether a call that creates did create.</summary>
public enum CreationOutcome
{
    /// <summary>WorkOS answered that it made the object.</summary>
    Created,

    /// <summary>
    /// An attempt of this call got no clear answer (time-out, dropped connection, 5xx), and the object is there: made by that attempt in all
    /// likelihood, but another caller that asked for the same object at the same time cannot be told from it.
    /// </summary>
    Confirmed,

    /// <summary>WorkOS answered that it has the object already, and it is the one that was asked for.</summary>
    Found,
}
