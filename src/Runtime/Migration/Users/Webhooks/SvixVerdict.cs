namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>Whether a webhook comes from Clerk.</summary>
internal enum SvixVerdict
{
    /// <summary>It does, and just now.</summary>
    Valid,

    /// <summary>One of the three headers is missing.</summary>
    Missing,

    /// <summary>One of the headers cannot be read, or is there twice.</summary>
    Malformed,

    /// <summary>It is signed with another secret, or was changed on its way.</summary>
    WrongSignature,

    /// <summary>It says that it was signed longer ago than is allowed: late, or sent again by someone who recorded it.</summary>
    TooOld,

    /// <summary>It says that it was signed further in the future than is allowed.</summary>
    TooNew,
}
