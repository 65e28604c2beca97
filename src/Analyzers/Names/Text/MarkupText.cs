using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>What a place of a Razor file is, beside C#. It says how a name there is spoken of, and decides nothing else.</summary>
internal static class MarkupText
{
    public static readonly TextUse RouteValue = new("a route value", "the parameter that the route binds", KnownTo.OtherCode);
    public static readonly TextUse Field = new("a form field", "what the form is sent to", KnownTo.Outside);
    public static readonly TextUse Attribute = new("an HTML attribute", "the scripts and styles that use it", KnownTo.Outside);
    public static readonly TextUse Element = new("an element", "the component that it stands for", KnownTo.OtherCode);
    public static readonly TextUse Script = new("a script", "what it reads and calls", KnownTo.Outside);
    public static readonly TextUse Markup = new("markup", "what else uses it", KnownTo.Outside);

    /// <summary>Whether a place is within a comment of Razor or HTML.</summary>
    public static bool IsComment(string text, int position) => IsWithin(text, position, "@*", "*@") || IsWithin(text, position, "<!--", "-->");

    /// <summary>What a word of the markup is for.</summary>
    public static TextUse UseOf(string text, TextSpan word)
    {
        if (StartsAt(text, word.Start, "asp-route-") || StartsAt(text, word.Start, "asp-all-route-data"))
            return RouteValue;
        if (word.Start > 0 && (text[word.Start - 1] == '<' || (text[word.Start - 1] == '/' && word.Start > 1 && text[word.Start - 2] == '<')))
            return Element;
        var tag = text.LastIndexOf('<', Math.Max(0, word.Start - 1));
        if (tag >= 0 && text.IndexOf('>', tag, word.Start - tag) < 0)
            return AttributeAt(text, tag, word) is "name" ? Field : Attribute;
        return IsWithin(text, word.Start, "<script", "</script") || IsWithin(text, word.Start, "<style", "</style") ? Script : Markup;
    }

    /// <summary>The attribute whose value a word stands in; the word itself where it is an attribute's name.</summary>
    private static string AttributeAt(string text, int tag, TextSpan word)
    {
        var quote = text.LastIndexOf('"', word.Start - 1, word.Start - tag);
        if (quote <= tag || text[quote - 1] != '=')
            return text.Substring(word.Start, word.Length);
        var start = quote - 1;
        while (start > tag && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '_' or ':'))
            start--;
        return text.Substring(start, quote - 1 - start);
    }

    private static bool IsWithin(string text, int position, string open, string close)
    {
        var opened = position == 0 ? -1 : text.LastIndexOf(open, position - 1, StringComparison.OrdinalIgnoreCase);
        return opened >= 0 && text.IndexOf(close, opened + open.Length, position - opened - open.Length, StringComparison.OrdinalIgnoreCase) < 0;
    }

    private static bool StartsAt(string text, int position, string start) => string.Compare(text, position, start, 0, start.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
