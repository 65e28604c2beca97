using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>A password's digest as Clerk exports it, and what WorkOS can do with it.</summary>
/// <param name="Hasher">Clerk's name of the algorithm.</param>
/// <param name="Hash">The same hash in a notation that WorkOS takes; null where it takes none: then the user has to choose a password anew.</param>
/// <param name="IsUncertain">Whether Clerk's notation leaves open how the salt is written, so that a sign-in has to be tried once.</param>
internal sealed partial record ClerkPassword(string Hasher, PasswordHash? Hash, bool IsUncertain = false)
{
    /// <summary>
    /// Reads a digest. The notations are those of Clerk's <c>password_hasher</c>
    /// (https://clerk.com/docs/reference/backend-api/tag/Users#operation/CreateUser); WorkOS takes PHC notation.
    /// </summary>
    public static ClerkPassword Of(string hasher, string digest)
    {
        var name = hasher.Trim().ToLowerInvariant();
        return name switch
        {
            "bcrypt" => new(name, BcryptForm().IsMatch(digest) ? Of(PasswordHashType.Bcrypt, digest) : null),
            "argon2i" or "argon2id" => new(name, Argon2Form().IsMatch(digest) ? Of(PasswordHashType.Argon2, digest) : null),
            "ldap_ssha" => new(name, Ssha(digest)),
            "scrypt_firebase" => new(name, FirebaseScrypt(digest)),
            "scrypt_werkzeug" => new(name, WerkzeugScrypt(digest)),
            "pbkdf2_sha1" => new(name, Pbkdf2(digest, "sha1", Encoding.UTF8.GetBytes, Hex)),
            "pbkdf2_sha256" => new(name, Pbkdf2(digest, "sha256", Base64, Base64)),
            "pbkdf2_sha256_django" => new(name, Pbkdf2(digest, "sha256", Encoding.UTF8.GetBytes, Base64)),
            "pbkdf2_sha512" => new(name, Pbkdf2(digest, "sha512", Encoding.UTF8.GetBytes, Hex), IsUncertain: true),
            _ => new(name, null),
        };
    }

    /// <summary>Without the digest.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Hasher = {Hasher}");
        return true;
    }

    private static PasswordHash Of(PasswordHashType type, string text) => new(type, text);

    private static PasswordHash? Ssha(string digest)
    {
        var text = digest.StartsWith("{SSHA}", StringComparison.OrdinalIgnoreCase) ? digest["{SSHA}".Length..] : digest;
        return Base64(text) is { Length: > 20 } ? Of(PasswordHashType.Ssha, "{SSHA}" + text) : null;
    }

    /// <summary>Clerk: hash, salt, signer key, salt separator, rounds, memory cost, with a dollar sign between.</summary>
    private static PasswordHash? FirebaseScrypt(string digest)
    {
        var parts = digest.Split('$');
        if (parts.Length != 6 || !parts.Take(4).All(part => Base64(part) is not null) || !IsNumber(parts[4]) || !IsNumber(parts[5]))
            return null;
        return Of(PasswordHashType.FirebaseScrypt, $"$firebase-scrypt$hash={parts[0]}$salt={parts[1]}$sk={parts[2]}$ss={parts[3]}$r={parts[4]}$m={parts[5]}");
    }

    /// <summary>Werkzeug: <c>scrypt:32768:8:1$salt$hash</c>, the salt as it is, the hash in hexadecimal.</summary>
    private static PasswordHash? WerkzeugScrypt(string digest)
    {
        var match = WerkzeugForm().Match(digest);
        if (!match.Success || Hex(match.Groups["hash"].Value) is not { Length: >= 16 } hash
            || !int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var cost) || !int.IsPow2(cost) || cost < 2)
        {
            return null;
        }

        var salt = Encoding.UTF8.GetBytes(match.Groups["salt"].Value);
        return Of(PasswordHashType.Scrypt, $"$scrypt$ln={int.Log2(cost)},r={match.Groups["r"].Value},p={match.Groups["p"].Value}${Phc(salt)}${Phc(hash)}");
    }

    /// <summary>Clerk: <c>pbkdf2_sha256$iterations$salt$hash</c>.</summary>
    private static PasswordHash? Pbkdf2(string digest, string function, Func<string, byte[]?> readSalt, Func<string, byte[]?> readHash)
    {
        var parts = digest.Split('$');
        if (parts.Length is < 4 or > 5 || parts[0] != $"pbkdf2_{function}" || !IsNumber(parts[1])
            || readSalt(parts[2]) is not { Length: > 0 } salt || readHash(parts[3]) is not { Length: >= 16 } hash)
        {
            return null;
        }

        return Of(PasswordHashType.Pbkdf2, string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-{function}$i={parts[1]},l={hash.Length}${Phc(salt)}${Phc(hash)}"));
    }

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static string Phc(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? Base64(string text)
    {
        var plain = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : null;
    }

    [GeneratedRegex(@"^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$")]
    private static partial Regex BcryptForm();

    [GeneratedRegex(@"^\$argon2id?\$v=19\$m=\d+,t=\d+,p=\d+\$[^$]+\$[^$]+$")]
    private static partial Regex Argon2Form();

    [GeneratedRegex(@"^scrypt:(?<n>\d+):(?<r>\d+):(?<p>\d+)\$(?<salt>[^$]+)\$(?<hash>[0-9a-fA-F]+)$")]
    private static partial Regex WerkzeugForm();
}
