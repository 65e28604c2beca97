namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>What was seen of one thing that the Data API relies on.</summary>
/// <param name="Verdict">How it stands.</param>
/// <param name="About">The thing, in a few words.</param>
/// <param name="Sentence">What was seen, for people; no secrets.</param>
/// <param name="Mend">SQL, a command or what to click; null where nothing has to be mended.</param>
public sealed record NeonFinding(NeonVerdict Verdict, string About, string Sentence, string? Mend = null)
{
    /// <summary>What a finding is about that says which role tokens name.</summary>
    public const string Role = "role in tokens";
}

/// <summary>How a thing stands that the Data API relies on.</summary>
public enum NeonVerdict
{
    /// <summary>It was looked at, and is as it has to be.</summary>
    Fine,

    /// <summary>It could not be looked at, or is something to know.</summary>
    Note,

    /// <summary>It has to be mended before the Data API is touched.</summary>
    Problem,
}
