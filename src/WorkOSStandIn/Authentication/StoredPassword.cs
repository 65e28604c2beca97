using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.Testing;

/// <summary>What a password is checked against.</summary>
internal abstract record StoredPassword
{
    /// <summary>The type that it was imported as; none for one that was set in plain.</summary>
    public virtual string? HashType => null;

    /// <summary>May take as long as the hash was made to take; never called under the environment's gate.</summary>
    public abstract bool Verifies(string password);

    /// <summary>A password set in plain. It is held as a salted SHA-256, for a stand-in that is filled fast; it holds no real secrets.</summary>
    public static StoredPassword Plain(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new PlainPassword(salt, PlainPassword.Hash(salt, password));
    }

    private sealed record PlainPassword(byte[] Salt, byte[] Digest) : StoredPassword
    {
        public override bool Verifies(string password) => CryptographicOperations.FixedTimeEquals(Digest, Hash(Salt, password));

        public static byte[] Hash(byte[] salt, string password) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)]);
    }
}
