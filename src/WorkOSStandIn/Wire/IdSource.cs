using System.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>Ids like the live ones: a prefix and a ULID in Crockford's base 32. Each is greater than all before it, so that ids sort as they were made.</summary>
internal sealed class IdSource(TimeProvider clock)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomBits = 80;

    private readonly object _gate = new();
    private UInt128 _last;

    public string Next(string prefix)
    {
        var id = NextNumber();
        return string.Create(prefix.Length + 26, (prefix, id), static (text, parts) =>
        {
            parts.prefix.CopyTo(text);
            var rest = parts.id;
            for (var i = text.Length - 1; i >= parts.prefix.Length; i--, rest >>= 5)
                text[i] = Alphabet[(int)(rest & 31)];
        });
    }

    private UInt128 NextNumber()
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        var drawn = UInt128.Zero;
        foreach (var part in random)
            drawn = (drawn << 8) | part;
        var now = (UInt128)(ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_gate)
        {
            // Within one millisecond, or when the clock was set back, the next number follows the last one.
            var fresh = (now << RandomBits) | (drawn >> 1);
            return _last = fresh > _last ? fresh : _last + 1;
        }
    }
}
