namespace Clerk2WorkOS.Testing;

/// <summary>A second factor as the stand-in holds it.</summary>
/// <param name="Id"><c>auth_factor_</c> and a ULID.</param>
/// <param name="UserId">The user it belongs to.</param>
/// <param name="Issuer">The issuer that the user's app shows.</param>
/// <param name="User">The account that the user's app shows.</param>
/// <param name="Secret">The shared secret, base 32.</param>
/// <param name="CreatedAt">When it was enrolled.</param>
public sealed record StoredFactor(string Id, string UserId, string Issuer, string User, string Secret, DateTimeOffset CreatedAt);
