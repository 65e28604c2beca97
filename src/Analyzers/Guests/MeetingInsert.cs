using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>A statement in SQL, wherever it is sent from, that stores a meeting with its guest's email and without the guest's user and organization.</summary>
/// <param name="Table">The table's name as written.</param>
/// <param name="Place">Where that is written.</param>
internal readonly record struct MeetingInsert(string Table, TextSpan Place)
{
    private const string Verb = "insert into";

    /// <summary>All of them under <paramref name="root"/>.</summary>
    public static IEnumerable<MeetingInsert> In(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            if (token.Kind() is not (SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringTextToken))
                continue;
            var written = token.Text;
            for (var at = written.IndexOf(Verb, StringComparison.OrdinalIgnoreCase); at >= 0; at = written.IndexOf(Verb, at + Verb.Length, StringComparison.OrdinalIgnoreCase))
            {
                var start = AfterSpace(written, at + Verb.Length);
                var end = start;
                while (end < written.Length && IsName(written[end]))
                    end++;
                var table = written.Substring(start, end - start);
                if (table.Length > 0 && start > at + Verb.Length && GuestFacts.IsMeetingName(table.Substring(table.LastIndexOf('.') + 1)) && IsWithoutGuest(Statement(token)))
                    yield return new MeetingInsert(table.Replace("\\\"", "").Replace("\"", ""), new TextSpan(token.SpanStart + start, end - start));
            }
        }
    }

    /// <summary>Where the white space ends, which may be written as an escape.</summary>
    private static int AfterSpace(string written, int at)
    {
        while (at < written.Length)
        {
            if (char.IsWhiteSpace(written[at]))
                at++;
            else if (written[at] == '\\' && at + 1 < written.Length && (written[at + 1] is 't' or 'n' or 'r'))
                at += 2;
            else
                break;
        }

        return at;
    }

    /// <summary>The whole of what is put together around the token.</summary>
    private static string Statement(SyntaxToken token)
    {
        var node = token.Parent;
        while (node?.Parent is InterpolatedStringExpressionSyntax or ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
            node = node.Parent;
        return node?.ToString() ?? "";
    }

    private static bool IsWithoutGuest(string statement)
    {
        var columns = statement.Replace("_", "");
        return columns.IndexOf("guestemail", StringComparison.OrdinalIgnoreCase) >= 0
            && !(columns.IndexOf("guestworkosuserid", StringComparison.OrdinalIgnoreCase) >= 0 && columns.IndexOf("guestorgid", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '"' or '\\' or '[' or ']' or '`';
}
