using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>One entry of a baseline.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The file, relative to the baseline's folder, with forward slashes.</param>
/// <param name="Line">What stands for the text of the line; see <see cref="LineKey"/>.</param>
/// <param name="Count">How many lines of that text, from the top of the file, are in the baseline.</param>
public sealed record BaselineEntry(string Rule, string Path, string Line, int Count)
{
    private static readonly Regex Form = new(
        """^\{"rule": "(C2W[0-9]{3})", "path": "((?:[^"\\]|\\["\\]|\\u[0-9a-f]{4})+)", "line": "([0-9a-f]{16})", "count": ([1-9][0-9]{0,8})\}$""",
        RegexOptions.CultureInvariant);

    /// <summary>The entry as its line of the file has it.</summary>
    internal string ToJson() => $"{{\"rule\": \"{Rule}\", \"path\": \"{Escaped(Path)}\", \"line\": \"{Line}\", \"count\": {Count.ToString(CultureInfo.InvariantCulture)}}}";

    /// <summary>The entry of a line; <c>null</c> when it is none.</summary>
    internal static BaselineEntry? TryParse(string line)
    {
        var match = Form.Match(line);
        return match.Success
            ? new BaselineEntry(match.Groups[1].Value, Unescaped(match.Groups[2].Value), match.Groups[3].Value, int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture))
            : null;
    }

    private static string Escaped(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (character is '"' or '\\')
                text.Append('\\').Append(character);
            else if (character < ' ')
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(character);
        }

        return text.ToString();
    }

    private static string Unescaped(string text)
    {
        if (text.IndexOf('\\') < 0)
            return text;
        var path = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                path.Append(text[i]);
            else if (text[++i] != 'u')
                path.Append(text[i]);
            else
            {
                path.Append((char)int.Parse(text.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
        }

        return path.ToString();
    }
}
