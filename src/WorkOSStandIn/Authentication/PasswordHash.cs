using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Konscious.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// An imported hash that a sign-in is really checked against. Parameters beyond what one sign-in may cost (memory, rounds)
/// count as no valid hash.
/// </summary>
internal sealed partial record PasswordHash(string Type, Func<string, bool> Check) : StoredPassword
{
    private const int MostArgon2Kibibytes = 1 << 20;
    private const int MostRounds = 10_000_000;

    /// <summary>What may be imported.</summary>
    public static readonly IReadOnlyList<string> Types = ["bcrypt", "firebase-scrypt", "ssha", "ssha256", "scrypt", "pbkdf2", "argon2"];

    public override string HashType => Type;

    public override bool Verifies(string password) => Check(password);

    /// <summary>None when the text is not a hash of that type.</summary>
    public static PasswordHash? Parse(string type, string text)
    {
        var check = type switch
        {
            "bcrypt" => Bcrypt(text),
            "argon2" => Argon2(text),
            "ssha" => Salted(text, "{SSHA}", SHA1.HashSizeInBytes, SHA1.HashData),
            "ssha256" => Salted(text, "{SSHA256}", SHA256.HashSizeInBytes, SHA256.HashData),
            "pbkdf2" => Pbkdf2(text),
            "scrypt" => Scrypt(text),
            "firebase-scrypt" => FirebaseScrypt(text),
            _ => null,
        };
        return check is null ? null : new PasswordHash(type, check);
    }

    private static Func<string, bool>? Bcrypt(string text)
    {
        // $2x$ marks hashes of a faulty implementation, which no library checks soundly.
        return BcryptForm().IsMatch(text) ? password => BCrypt.Net.BCrypt.Verify(password, text) : null;
    }

    /// <summary>The PHC string: <c>$argon2id$v=19$m=65536,t=3,p=4$salt$hash</c>.</summary>
    private static Func<string, bool>? Argon2(string text)
    {
        var match = Argon2Form().Match(text);
        if (!match.Success || Base64(match.Groups["salt"].Value) is not { Length: >= 8 } salt || Base64(match.Groups["hash"].Value) is not { Length: >= 4 } hash)
            return null;
        var (memory, passes, lanes) = (Number(match, "m"), Number(match, "t"), Number(match, "p"));
        if (lanes is < 1 or > 255 || passes is < 1 or > 1000 || memory < 8 * lanes || memory > MostArgon2Kibibytes)
            return null;
        return password =>
        {
            var bytes = Encoding.UTF8.GetBytes(password);
            using Argon2 argon2 = match.Groups["kind"].Value switch
            {
                "i" => new Argon2i(bytes),
                "d" => new Argon2d(bytes),
                _ => new Argon2id(bytes),
            };
            (argon2.Salt, argon2.MemorySize, argon2.Iterations, argon2.DegreeOfParallelism) = (salt, memory, passes, lanes);
            return CryptographicOperations.FixedTimeEquals(hash, argon2.GetBytes(hash.Length));
        };
    }

    /// <summary>LDAP's form: the scheme and base 64 of digest and salt.</summary>
    private static Func<string, bool>? Salted(string text, string scheme, int digestLength, Func<byte[], byte[]> digest)
    {
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            || Base64(text[scheme.Length..]) is not { } bytes || bytes.Length <= digestLength)
            return null;
        return password => CryptographicOperations.FixedTimeEquals(
            bytes.AsSpan(0, digestLength), digest([.. Encoding.UTF8.GetBytes(password), .. bytes[digestLength..]]));
    }

    /// <summary>The PHC string: <c>$pbkdf2-sha256$i=600000,l=32$salt$hash</c>; the count may stand alone, as passlib writes it.</summary>
    private static Func<string, bool>? Pbkdf2(string text)
    {
        var match = Pbkdf2Form().Match(text);
        if (!match.Success || Base64(match.Groups["salt"].Value) is not { Length: > 0 } salt || Base64(match.Groups["hash"].Value) is not { Length: >= 16 } hash)
            return null;
        var rounds = Number(match, "i");
        if (rounds is < 1 or > MostRounds || (match.Groups["l"].Success && Number(match, "l") != hash.Length))
            return null;
        var algorithm = match.Groups["digest"].Value switch
        {
            "" or "-sha1" => HashAlgorithmName.SHA1,
            "-sha512" => HashAlgorithmName.SHA512,
            "-sha384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA256,
        };
        return password => CryptographicOperations.FixedTimeEquals(
            hash, Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, algorithm, hash.Length));
    }

    /// <summary>The PHC string: <c>$scrypt$ln=14,r=8,p=1$salt$hash</c>; the cost may also be written out, <c>n=16384</c>.</summary>
    private static Func<string, bool>? Scrypt(string text)
    {
        var match = ScryptForm().Match(text);
        if (!match.Success || Base64(match.Groups["salt"].Value) is not { } salt || Base64(match.Groups["hash"].Value) is not { Length: >= 16 } hash)
            return null;
        var cost = match.Groups["ln"].Success ? Number(match, "ln") is var log and < 31 ? 1 << log : 0 : Number(match, "n");
        var parameters = new Scrypt(cost, Number(match, "r"), Number(match, "p"));
        if (!parameters.IsSound)
            return null;
        return password => CryptographicOperations.FixedTimeEquals(hash, parameters.Derive(Encoding.UTF8.GetBytes(password), salt, hash.Length));
    }

    /// <summary>
    /// Firebase's variant (github.com/firebase/scrypt): the key that scrypt derives encrypts the project's signer key with
    /// AES-CTR. <c>$firebase-scrypt$hash=…$salt=…$sk=…$ss=…$r=8$m=14</c>.
    /// </summary>
    private static Func<string, bool>? FirebaseScrypt(string text)
    {
        var match = FirebaseForm().Match(text);
        if (!match.Success
            || Base64(match.Groups["hash"].Value) is not { Length: > 0 } hash || Base64(match.Groups["salt"].Value) is not { } salt
            || Base64(match.Groups["sk"].Value) is not { Length: > 0 } signerKey || Base64(match.Groups["ss"].Value) is not { } separator
            || hash.Length != signerKey.Length)
            return null;
        var log = Number(match, "m");
        var parameters = new Scrypt(log is > 0 and < 31 ? 1 << log : 0, Number(match, "r"), 1);
        if (!parameters.IsSound)
            return null;
        return password =>
        {
            var key = parameters.Derive(Encoding.UTF8.GetBytes(password), [.. salt, .. separator], 32);
            return CryptographicOperations.FixedTimeEquals(hash, AesCounter.Encrypt(key, signerKey));
        };
    }

    /// <summary>Base 64 with or without padding, in either alphabet, or passlib's with a full stop for the plus.</summary>
    private static byte[]? Base64(string text)
    {
        var plain = text.TrimEnd('=').Replace('-', '+').Replace('_', '/').Replace('.', '+');
        var padded = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}$")]
    private static partial Regex BcryptForm();

    [GeneratedRegex(@"^\$argon2(?<kind>id|i|d)\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[^$]+)\$(?<hash>[^$]+)$")]
    private static partial Regex Argon2Form();

    [GeneratedRegex(@"^\$pbkdf2(?<digest>-sha1|-sha256|-sha384|-sha512|)\$(i=)?(?<i>\d+)(,l=(?<l>\d+))?\$(?<salt>[^$]+)\$(?<hash>[^$]+)$")]
    private static partial Regex Pbkdf2Form();

    [GeneratedRegex(@"^\$scrypt\$(v=1\$)?(ln=(?<ln>\d+)|n=(?<n>\d+)),r=(?<r>\d+),p=(?<p>\d+)(,kl=\d+)?\$(?<salt>[^$]*)\$(?<hash>[^$]+)$")]
    private static partial Regex ScryptForm();

    [GeneratedRegex(@"^\$firebase-scrypt\$hash=(?<hash>[^$]+)\$salt=(?<salt>[^$]*)\$sk=(?<sk>[^$]+)\$ss=(?<ss>[^$]*)\$r=(?<r>\d+)\$m=(?<m>\d+)$")]
    private static partial Regex FirebaseForm();
}
