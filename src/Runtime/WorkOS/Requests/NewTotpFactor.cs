namespace Clerk2WorkOS.WorkOS;

/// <summary>A TOTP factor to enrol. Source: https://workos.com/docs/reference/authkit/mfa/enroll-auth-factor</summary>
public sealed record NewTotpFactor
{
    /// <summary>The WorkOS id of the user.</summary>
    public required string UserId { get; init; }

    /// <summary>The name of the application, as the authenticator shows it: what a repeated call knows its factor by.</summary>
    public required string Issuer { get; init; }

    /// <summary>The name of the account, as the authenticator shows it; null for the user's address.</summary>
    public string? AccountName { get; init; }

    /// <summary>A secret that the user's authenticator has already, in base 32; null for a new one.</summary>
    public Secret? Secret { get; init; }
}
