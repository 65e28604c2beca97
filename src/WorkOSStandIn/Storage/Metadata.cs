using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>The caller's pairs: at most 10, keys of at most 40 and values of at most 600 characters, all ASCII.</summary>
internal static class Metadata
{
    public const int MostPairs = 10;
    public const int LongestKey = 40;
    public const int LongestValue = 600;

    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>What is there now with what the request says laid over it; null takes a pair away.</summary>
    public static (IReadOnlyDictionary<string, string> Pairs, Answer? Refused) Merge(IReadOnlyDictionary<string, string> now, Body body)
    {
        var sent = body.Raw("metadata");
        if (sent.ValueKind == JsonValueKind.Undefined)
            return (now, null);
        if (sent.ValueKind != JsonValueKind.Object)
            return (now, Refusal.Invalid("metadata", "metadata must be an object"));
        var pairs = new Dictionary<string, string>(now);
        foreach (var pair in sent.EnumerateObject())
        {
            if (pair.Value.ValueKind == JsonValueKind.Null)
                pairs.Remove(pair.Name);
            else if (pair.Value.ValueKind != JsonValueKind.String)
                return (now, Refuse($"The value of '{pair.Name}' must be a string."));
            else
                pairs[pair.Name] = pair.Value.GetString()!;
        }

        return (pairs, WhatIsWrong(pairs) is { } wrong ? Refuse(wrong) : null);
    }

    private static string? WhatIsWrong(Dictionary<string, string> pairs)
    {
        if (pairs.Count > MostPairs)
            return $"Metadata can have at most {MostPairs} pairs.";
        foreach (var (key, value) in pairs)
        {
            if (key.Length is 0 or > LongestKey)
                return $"A metadata key must have 1 to {LongestKey} characters.";
            if (value.Length > LongestValue)
                return $"The value of '{key}' must have at most {LongestValue} characters.";
            if (!Ascii(key) || !Ascii(value))
                return "Metadata keys and values must be ASCII.";
        }

        return null;
    }

    private static bool Ascii(string text) => System.Text.Ascii.IsValid(text);

    private static Answer Refuse(string message) => Refusal.BadRequest("invalid_metadata", message);
}
