namespace Clerk2WorkOS.BookingSeed;

/// <summary>What is made up, the same for the same seed on every machine.</summary>
internal sealed class Chance(int seed)
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string BcryptLetters = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Random _random = new(seed);

    public int Below(int limit) => _random.Next(limit);

    public bool OneIn(int number) => _random.Next(number) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    public Guid Id() => new(Bytes(16), bigEndian: true);

    /// <summary>An id of Clerk's: the prefix, a 2 and 26 letters and digits.</summary>
    public string ClerkId(string prefix) => $"{prefix}_2{Letters(Base62, 26)}";

    /// <summary>A salt of bcrypt's with as few rounds as it takes: who seeds a thousand people does not want to wait for a minute.</summary>
    public string Salt() => $"$2a$04${Letters(BcryptLetters, 21)}.";

    private string Letters(string alphabet, int count) => string.Create(count, (alphabet, _random), static (text, state) =>
    {
        for (var index = 0; index < text.Length; index++)
            text[index] = state.alphabet[state._random.Next(state.alphabet.Length)];
    });
}
