namespace Clerk2WorkOS.Tokens;

/// <summary>Whether a webhook comes from WorkOS.</summary>
public enum WorkOSWebhookVerdict
{
    /// <summary>It does, and just now.</summary>
    Valid,

    /// <summary>It has no signature.</summary>
    Missing,

    /// <summary>Its signature header cannot be read.</summary>
    Malformed,

    /// <summary>It is signed with another secret, or was changed on its way.</summary>
    WrongSignature,

    /// <summary>It is from WorkOS and was signed longer ago than is allowed: late, or sent again by someone who recorded it.</summary>
    TooOld,

    /// <summary>It is from WorkOS and was signed further in the future than is allowed: a clock is wrong.</summary>
    TooNew,
}
