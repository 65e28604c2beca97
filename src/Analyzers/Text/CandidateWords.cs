using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Text;

/// <summary>The words whose presence makes a file worth a look at its syntax.</summary>
[Flags]
public enum Words
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>clerk</c> in any case.</summary>
    Clerk = 1,

    /// <summary><c>Table</c>.</summary>
    Table = 2,

    /// <summary><c>LogAuditEvent</c>.</summary>
    Audit = 4,

    /// <summary><c>workos</c> in any case: where a renamed symbol could meet one that is there already.</summary>
    Workos = 8,

    /// <summary>A Unicode escape, which can hide any of the above in an identifier.</summary>
    Escape = 16,

    /// <summary><c>Audit</c>, as a namespace may be called.</summary>
    AuditNamespace = 32,

    /// <summary><c>Schema</c>, as a namespace may be called.</summary>
    SchemaNamespace = 64,

    /// <summary><c>GuestEmail</c>, or <c>guest_email</c> in any case.</summary>
    Guest = 0x1000,

    /// <summary><c>svix</c> in any case: the service that delivers Clerk's webhooks.</summary>
    Svix = 0x10000,

    /// <summary>A claim that Clerk's tokens have and WorkOS's have not: <c>azp</c> in any case, <c>"o"</c>, <c>"org_role"</c> and its kind.</summary>
    TokenClaim = 0x20000,
}

/// <summary>
/// Text first: one pass over a file's characters finds the few identifiers that are worth binding.
/// A file without any of the words costs that pass and nothing else.
/// </summary>
public static class CandidateWords
{
    /// <summary>Every word there is.</summary>
    internal const Words All = Words.Clerk | Words.Table | Words.Audit | Words.Workos | Words.Escape | Words.AuditNamespace | Words.SchemaNamespace | Words.Guest
        | Words.Svix | Words.TokenClaim;

    /// <summary>Which of <paramref name="wanted"/> occur in <paramref name="text"/>.</summary>
    public static Words In(SourceText text, Words wanted)
    {
        var found = Words.None;
        Scan(text, wanted, (_, word) => found |= word);
        return found;
    }

    /// <summary>Where the words occur, whatever they are a part of.</summary>
    internal static List<int> Places(SourceText text, Words wanted)
    {
        var places = new List<int>();
        Scan(text, wanted, (position, _) => places.Add(position));
        return places;
    }

    /// <summary>The identifiers (documentation references included) that hold one of the words, in order and each once.</summary>
    public static List<SyntaxToken> Identifiers(SyntaxNode root, SourceText text, Words wanted)
    {
        var tokens = new List<SyntaxToken>();
        var last = -1;
        Scan(text, wanted, (position, _) =>
        {
            if (position < last)
                return;
            var token = root.FindToken(position, findInsideTrivia: true);
            if (!token.Span.Contains(position) || !token.IsKind(SyntaxKind.IdentifierToken))
                return;
            last = token.Span.End;
            tokens.Add(token);
        });
        return tokens;
    }

    /// <summary>The identifiers that are exactly <paramref name="word"/>, in order.</summary>
    internal static List<SyntaxToken> Identifiers(SyntaxNode root, string text, string word)
    {
        var tokens = new List<SyntaxToken>();
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            if ((at > 0 && IsPart(text[at - 1])) || (at + word.Length < text.Length && IsPart(text[at + word.Length])))
                continue;
            var token = root.FindToken(at, findInsideTrivia: true);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == word)
                tokens.Add(token);
        }

        return tokens;
    }

    private static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);

    private static void Scan(SourceText text, Words wanted, Action<int, Words> hit)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            Scan(buffer.AsSpan(0, text.Length), wanted, hit);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static void Scan(ReadOnlySpan<char> text, Words wanted, Action<int, Words> hit)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var word = text[i] switch
            {
                'c' or 'C' when Starts(text, i, "clerk", ignoreCase: true) => Words.Clerk,
                'T' when Starts(text, i, "Table", ignoreCase: false) => Words.Table,
                'L' when Starts(text, i, "LogAuditEvent", ignoreCase: false) => Words.Audit,
                'A' when Starts(text, i, "Audit", ignoreCase: false) => Words.AuditNamespace,
                'a' or 'A' when IsNext(text, i, 'z') && Starts(text, i, "azp", ignoreCase: true) => Words.TokenClaim,
                'S' when Starts(text, i, "Schema", ignoreCase: false) => Words.SchemaNamespace,
                's' or 'S' when IsNext(text, i, 'v') && Starts(text, i, "svix", ignoreCase: true) => Words.Svix,
                '"' when IsNext(text, i, 'o') && (Starts(text, i, "\"org_", ignoreCase: false) || Starts(text, i, "\"o\"", ignoreCase: false) || Starts(text, i, "\"o.", ignoreCase: false)) =>
                    Words.TokenClaim,
                'g' or 'G' when Starts(text, i, "GuestEmail", ignoreCase: false) || Starts(text, i, "guest_email", ignoreCase: true) => Words.Guest,
                'w' or 'W' when Starts(text, i, "workos", ignoreCase: true) => Words.Workos,
                '\\' when i + 1 < text.Length && text[i + 1] is 'u' or 'U' => Words.Escape,
                _ => Words.None,
            };
            if ((word & wanted) != 0)
                hit(i, word);
        }
    }

    /// <summary>Most words fail at their second letter: cheap, since one character in ten begins one of these.</summary>
    private static bool IsNext(ReadOnlySpan<char> text, int at, char letter) => at + 1 < text.Length && (text[at + 1] | 0x20) == letter;

    private static bool Starts(ReadOnlySpan<char> text, int at, string word, bool ignoreCase) =>
        text.Slice(at).StartsWith(word.AsSpan(), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
