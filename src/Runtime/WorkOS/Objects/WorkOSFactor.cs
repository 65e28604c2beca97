namespace Clerk2WorkOS.WorkOS;

/// <summary>A second factor of a user. Source: https://workos.com/docs/reference/authkit/mfa/authentication-factor</summary>
public sealed record WorkOSFactor
{
    /// <summary>The WorkOS id, <c>auth_factor_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The user's WorkOS id.</summary>
    public string? UserId { get; init; }

    /// <summary>What it is: <c>totp</c>, <c>sms</c>, <c>webauthn</c> or <c>generic_otp</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What an authenticator application knows; null for other types.</summary>
    public WorkOSTotp? Totp { get; init; }

    /// <summary>When it was enrolled.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What an authenticator application knows about an account.</summary>
public sealed record WorkOSTotp
{
    /// <summary>The name of the application or company.</summary>
    public string? Issuer { get; init; }

    /// <summary>The name of the account.</summary>
    public string? User { get; init; }

    /// <summary>The shared secret in base 32; only in the answer to an enrolment.</summary>
    public Secret? Secret { get; init; }

    /// <summary>The <c>otpauth:</c> address, which holds the secret; only in the answer to an enrolment.</summary>
    public Secret? Uri { get; init; }

    /// <summary>A <c>data:image/png</c> address of the code to scan, which holds the secret; only in the answer to an enrolment.</summary>
    public Secret? QrCode { get; init; }
}
