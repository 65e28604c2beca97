namespace Clerk2WorkOS.Testing;

/// <summary>A mail that WorkOS would have sent.</summary>
/// <param name="To">The address.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="ObjectId">The Magic Auth, invitation, password reset or email verification that it belongs to.</param>
/// <param name="Code">The six digits of a Magic Auth or an email verification.</param>
/// <param name="Token">The token of an invitation or a password reset.</param>
/// <param name="Link">Where the mail's button leads, for an invitation or a password reset.</param>
/// <param name="SentAt">When.</param>
public sealed record SentMail(
    string To, MailKind Kind, string ObjectId, string? Code, string? Token, Uri? Link, DateTimeOffset SentAt);

/// <summary>What a mail is for.</summary>
public enum MailKind
{
    /// <summary>A six-digit code to sign in with, good for 10 minutes.</summary>
    MagicAuth,

    /// <summary>An invitation.</summary>
    Invitation,

    /// <summary>A link to set a new password.</summary>
    PasswordReset,

    /// <summary>A six-digit code that proves an address, good for 10 minutes.</summary>
    EmailVerification,
}
