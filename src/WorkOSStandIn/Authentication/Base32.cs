using System.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>RFC 4648's base 32, in which TOTP secrets are written.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string NewSecret() => RandomNumberGenerator.GetString(Alphabet, 32);

    public static bool IsValid(string text)
    {
        var digits = text.TrimEnd('=');
        return digits.Length > 0 && digits.All(digit => Alphabet.Contains(char.ToUpperInvariant(digit)));
    }
}
