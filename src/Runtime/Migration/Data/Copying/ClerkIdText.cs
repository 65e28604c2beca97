using System.Text.Json;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Finds Clerk users' ids in a text or a JSON document, and replaces those that are in the map; nothing else of it changes.</summary>
internal static class ClerkIdText
{
    /// <summary>The same for PostgreSQL; a longer or shorter tail is another vendor's.</summary>
    public const string Pattern = "(?<![0-9A-Za-z_])user_[0-9A-Za-z]{27}(?![0-9A-Za-z])";

    private static ReadOnlySpan<byte> Prefix => "user_"u8;

    /// <summary>Writes the text with all ids replaced.</summary>
    public static void Replace(ReadOnlySpan<byte> text, IdTable ids, CopyBuffer output)
    {
        var at = 0;
        while (text[at..].IndexOf(Prefix) is >= 0 and var found)
        {
            var start = at + found;
            var end = start + Prefix.Length + ids.TailLength;
            if (IsId(text, start, end) && ids.TryUser(text[start..end], out var workos))
            {
                output.Write(text[at..start]);
                output.Write(workos);
                at = end;
            }
            else
            {
                output.Write(text[at..(start + Prefix.Length)]);
                at = start + Prefix.Length;
            }
        }

        output.Write(text[at..]);
    }

    /// <summary>Writes the document with the ids at these paths replaced; what is no JSON stays as it is.</summary>
    /// <param name="json">A document in UTF-8.</param>
    /// <param name="paths">Names joined by dots; arrays are gone through.</param>
    /// <param name="ids">The map.</param>
    /// <param name="output">Takes the result.</param>
    public static void ReplaceAt(ReadOnlySpan<byte> json, IReadOnlyCollection<string> paths, IdTable ids, CopyBuffer output)
    {
        var start = output.Length;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
            var (path, done) = (new PathOfReader(), 0);
            while (reader.Read())
            {
                path.Follow(ref reader);
                if (reader.TokenType != JsonTokenType.String || !paths.Contains(path.Current))
                    continue;
                var value = (int)reader.TokenStartIndex + 1;
                output.Write(json[done..value]);
                Replace(json[value..((int)reader.BytesConsumed - 1)], ids, output);
                done = (int)reader.BytesConsumed - 1;
            }

            output.Write(json[done..]);
        }
        catch (JsonException)
        {
            output.Truncate(start);     // a column of type text may hold anything
            output.Write(json);
        }
    }

    /// <summary>The paths at which a document holds ids of Clerk's.</summary>
    public static IEnumerable<string> Paths(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1024 });
        var (path, found) = (new PathOfReader(), new SortedSet<string>(StringComparer.Ordinal));
        while (reader.Read())
        {
            path.Follow(ref reader);
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } value && System.Text.RegularExpressions.Regex.IsMatch(value, Pattern))
                found.Add(path.Current);
        }

        return found;
    }

    private static bool IsId(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end > text.Length || (start > 0 && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] == '_')) || (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end])))
            return false;
        foreach (var letter in text[(start + Prefix.Length)..end])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
                return false;
        }

        return true;
    }

    /// <summary>The names of the objects around the reader's place.</summary>
    private sealed class PathOfReader
    {
        private readonly List<string?> _names = [];
        private string? _name;

        public string Current => string.Join('.', _names.Append(_name).OfType<string>());

        public void Follow(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _name = reader.GetString();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _names.Add(_name);
                    _name = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _name = _names[^1];
                    _names.RemoveAt(_names.Count - 1);
                    break;
                default:
                    break;
            }
        }
    }
}
