namespace Clerk2WorkOS.Tokens;

/// <summary>Where an issuer publishes the keys that it signs with, and how long they count.</summary>
/// <param name="Issuer">Whose keys they are, for a sentence.</param>
/// <param name="Address">Where they are, as a JSON Web Key Set.</param>
/// <param name="RefreshInterval">The least time between two fetches because a token names an unknown key.</param>
/// <param name="KeyAge">How old they may get before they are fetched again in the background.</param>
/// <param name="KeyLifetime">How long they are used when the issuer cannot be reached.</param>
internal sealed record SigningKeySource(string Issuer, Uri Address, TimeSpan RefreshInterval, TimeSpan KeyAge, TimeSpan KeyLifetime);
