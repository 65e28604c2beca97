using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.Audit;

/// <summary>Texts that PostgreSQL takes: it has no NUL character, neither in text nor in jsonb, and half a surrogate pair is no UTF-8. U+FFFD stands in their place.</summary>
internal static class AuditText
{
    private const char Replacement = '\uFFFD';

    public static string? Clean(string? text)
    {
        if (text is null || (!text.Contains('\0', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())     // yields U+FFFD for half a pair
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    /// <summary>The first <paramref name="length"/> characters, and never half of one.</summary>
    public static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>The value as JSON; null for null. What is longer than allowed is left out, and the JSON says so.</summary>
    public static string? Json(object? value, AuditOptions options, out int omitted)
    {
        omitted = 0;
        if (value is null)
            return null;
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options.Json);
        if (json.Length <= options.MaxJsonLength)
            return WithoutNul(Encoding.UTF8.GetString(json));
        omitted = json.Length;
        return $$"""{"omitted":"longer than {{options.MaxJsonLength}} bytes","bytes":{{json.Length}}}""";
    }

    // In JSON, NUL can only stand as this escape; after an odd number of backslashes it is the text \u0000 itself.
    private static string WithoutNul(string json)
    {
        const string Nul = "\\u0000";
        var at = json.IndexOf(Nul, StringComparison.Ordinal);
        if (at < 0)
            return json;
        var clean = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\' || i + 1 == json.Length)
            {
                clean.Append(json[i]);
                continue;
            }

            if (string.CompareOrdinal(json, i, Nul, 0, Nul.Length) == 0)
            {
                clean.Append(Replacement);
                i += Nul.Length - 1;
            }
            else
            {
                clean.Append(json, i, 2);       // an escape, whatever stands behind the backslash
                i++;
            }
        }

        return clean.ToString();
    }
}
