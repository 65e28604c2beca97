using System.Globalization;
using System.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>What a string literal, or the text between two holes of an interpolated string, says; and where each of its characters is written.</summary>
internal sealed class LiteralText
{
    private readonly StringBuilder _value = new();
    private readonly List<int> _positions = new();

    private LiteralText(SyntaxToken token) => Token = token;

    public SyntaxToken Token { get; }

    public string Value { get; private set; } = "";

    /// <summary>The string that the text is, or is a part of.</summary>
    public ExpressionSyntax? Expression => Token.Parent switch
    {
        LiteralExpressionSyntax literal => literal,
        InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax interpolated } => interpolated,
        _ => null,
    };

    /// <summary>Whether the text is all that the string says.</summary>
    public bool IsWhole => Token.Parent is LiteralExpressionSyntax;

    /// <summary>The strings of a file that hold the product's word, or may, in order and each once.</summary>
    public static List<LiteralText> In(SyntaxNode root, SourceText text) => In(root, text, Words.Clerk);

    /// <summary>The strings of a file that hold one of the words, or may, in order and each once.</summary>
    public static List<LiteralText> In(SyntaxNode root, SourceText text, Words wanted)
    {
        var literals = new List<LiteralText>();
        var last = -1;
        foreach (var position in CandidateWords.Places(text, wanted | Words.Escape))       // an escape may hide the word
        {
            if (position < last)
                continue;
            var token = root.FindToken(position);
            if (!token.Span.Contains(position) || Of(token) is not { Expression: not null } literal)
                continue;
            last = token.Span.End;
            literals.Add(literal);
        }

        return literals;
    }

    /// <summary>Reads a token; <c>null</c> when it is no string's.</summary>
    public static LiteralText? Of(SyntaxToken token)
    {
        var written = token.Text;
        var text = new LiteralText(token);
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken when written.StartsWith("@", StringComparison.Ordinal):
                text.Read(written, 2, ContentEnd(written, 1), Style.Verbatim, isInterpolated: false);
                break;
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                text.Read(written, 1, ContentEnd(written, 1), Style.Regular, isInterpolated: false);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                var quotes = 0;
                while (quotes < written.Length && written[quotes] == '"')
                    quotes++;
                text.Read(written, quotes, ContentEnd(written, quotes), Style.Raw, isInterpolated: false);
                break;
            case SyntaxKind.InterpolatedStringTextToken when token.Parent is InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax around }:
                text.Read(written, 0, written.Length, StyleOf(around), isInterpolated: true);
                break;
            default:
                return null;
        }

        text.Value = text._value.ToString();
        return text;
    }

    /// <summary>Where a part of the value is written.</summary>
    public TextSpan InSource(TextSpan part) => TextSpan.FromBounds(_positions[part.Start], _positions[part.End]);

    private enum Style
    {
        Regular,
        Verbatim,
        Raw,
    }

    private static Style StyleOf(InterpolatedStringExpressionSyntax around) => around.StringStartToken.Kind() switch
    {
        SyntaxKind.InterpolatedVerbatimStringStartToken => Style.Verbatim,
        SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken => Style.Raw,
        _ => Style.Regular,
    };

    /// <summary>Before the closing quotes and the <c>u8</c>; the end of the text where they are not typed yet.</summary>
    private static int ContentEnd(string written, int quotes)
    {
        var end = written.Length;
        if (written.EndsWith("u8", StringComparison.OrdinalIgnoreCase))
            end -= 2;
        for (var i = 0; i < quotes && end > 0 && written[end - 1] == '"'; i++)
            end--;
        return end;
    }

    private void Read(string written, int start, int end, Style style, bool isInterpolated)
    {
        var at = Math.Min(start, written.Length);
        while (at < end)
        {
            var length = 1;
            var character = written[at];
            var next = at + 1 < end ? written[at + 1] : '\0';
            if (style == Style.Regular && character == '\\')
                length = Escape(written, at, end);
            else if ((style == Style.Verbatim && character == '"' && next == '"')
                || (style != Style.Raw && isInterpolated && character is '{' or '}' && next == character))
                Add(character, at, ref length, 2);
            else
                Add(character, at, ref length, 1);
            at += length;
        }

        _positions.Add(Token.SpanStart + at);
    }

    private void Add(char character, int at, ref int length, int written)
    {
        _value.Append(character);
        _positions.Add(Token.SpanStart + at);
        length = written;
    }

    /// <summary>Reads an escape sequence and gives its length.</summary>
    private int Escape(string written, int at, int end)
    {
        var kind = at + 1 < end ? written[at + 1] : '\0';
        var (least, most) = kind switch { 'u' => (4, 4), 'U' => (8, 8), 'x' => (1, 4), _ => (0, 0) };
        var digits = 0;
        while (digits < most && at + 2 + digits < end && Uri.IsHexDigit(written[at + 2 + digits]))
            digits++;
        string says;
        if (most > 0 && digits >= least && int.TryParse(written.Substring(at + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and <= 0x10FFFF)
            says = code > 0xFFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString();
        else
            says = kind is '"' or '\'' or '\\' ? kind.ToString() : " ";      // a control character, or nothing yet: no part of a name
        foreach (var character in says)
        {
            _value.Append(character);
            _positions.Add(Token.SpanStart + at);
        }

        return Math.Min(2 + digits, end - at);
    }
}
