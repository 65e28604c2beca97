using System.Globalization;
using System.Net;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>
/// Text for the page. What cannot be seen, or makes a reader see something else (controls, marks that turn the direction of writing, halves of
/// characters), is written out as <c>⟨U+202E⟩</c>.
/// </summary>
internal static class VisibleText
{
    /// <summary>As markup.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(Of(text));

    /// <summary>As text.</summary>
    public static string Of(string text)
    {
        var at = FirstHidden(text);
        if (at < 0)
            return text;
        var shown = new StringBuilder(text, 0, at, text.Length + 16);
        for (; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                shown.Append(text[at++]).Append(text[at]);
            else if (IsHidden(text[at]))
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)text[at]:X4}⟩");
            else
                shown.Append(text[at]);
        }

        return shown.ToString();
    }

    private static int FirstHidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsHidden(text[at]))
                return at;
        }

        return -1;
    }

    private static bool IsHidden(char character) => character is not ('\t' or '\n')
        && (char.IsControl(character) || char.IsSurrogate(character) || character is '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF');
}
