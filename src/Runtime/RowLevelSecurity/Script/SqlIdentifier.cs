using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Names that are made.</summary>
internal static class SqlIdentifier
{
    private const int MaxBytes = 63;

    /// <summary>The name, or, where PostgreSQL would cut it, its beginning with a hash of the whole.</summary>
    public static string Fitting(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8].ToLowerInvariant();
        var beginning = name;
        while (Encoding.UTF8.GetByteCount(beginning) > MaxBytes - 9)
            beginning = beginning[..^(char.IsLowSurrogate(beginning[^1]) ? 2 : 1)];
        return $"{beginning}_{hash}";
    }
}
