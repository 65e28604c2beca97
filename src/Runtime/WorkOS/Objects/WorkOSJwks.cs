namespace Clerk2WorkOS.WorkOS;

/// <summary>The public keys that access tokens are signed with. Source: https://workos.com/docs/reference/authkit/session-tokens/jwks</summary>
public sealed record WorkOSJwks
{
    /// <summary>One or more; two while keys rotate.</summary>
    public required IReadOnlyList<WorkOSJwk> Keys { get; init => field = value ?? []; }
}

/// <summary>A public RSA key (RFC 7517).</summary>
public sealed record WorkOSJwk
{
    /// <summary>The id that a token's header names.</summary>
    public required string Kid { get; init; }

    /// <summary>The key's type, <c>RSA</c>.</summary>
    public required string Kty { get; init; }

    /// <summary>The algorithm, <c>RS256</c>.</summary>
    public string? Alg { get; init; }

    /// <summary>What the key is for, <c>sig</c>.</summary>
    public string? Use { get; init; }

    /// <summary>The modulus, base 64 for URLs.</summary>
    public required string N { get; init; }

    /// <summary>The exponent, base 64 for URLs.</summary>
    public required string E { get; init; }
}
