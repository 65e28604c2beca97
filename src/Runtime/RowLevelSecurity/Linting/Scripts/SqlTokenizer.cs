using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>
/// Takes SQL apart by PostgreSQL's lexical rules (https://www.postgresql.org/docs/current/sql-syntax-lexical.html) with <c>standard_conforming_strings</c> on.
/// It never fails: what does not end becomes a token that says so. Lines that begin with a backslash are psql's and are skipped.
/// </summary>
internal sealed class SqlTokenizer(string text)
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    private static readonly string[] OneCharacterNames = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    private int _at;

    /// <summary>Everything in a text.</summary>
    public static List<SqlToken> All(string text)
    {
        var (tokenizer, tokens) = (new SqlTokenizer(text), new List<SqlToken>());
        while (tokenizer.Next() is { } token)
            tokens.Add(token);
        return tokens;
    }

    /// <summary>The next token; null at the end.</summary>
    public SqlToken? Next()
    {
        if (SkipBlanks() is { } unterminated)
            return unterminated;
        if (_at >= text.Length)
            return null;
        var (start, first) = (_at, text[_at]);
        if (Prefix(first) is { } prefixed)
            return prefixed;
        if (IsNameStart(first))
            return Word(start);
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
            return Number(start);
        return first switch
        {
            '\'' => Quoted(start, start + 1, '\'', escapes: false),
            '"' => Name(start, start + 1, isUnicode: false),
            '$' => Dollar(start),
            ':' when Peek(1) is ':' or '=' => Take(SqlTokenKind.Symbol, start, 2),
            _ when OperatorCharacters.Contains(first, StringComparison.Ordinal) => Operator(start),
            _ => Take(SqlTokenKind.Symbol, start, 1),
        };
    }

    /// <summary>Skips the rows that follow <c>COPY … FROM stdin;</c> in a dump, up to the line <c>\.</c>.</summary>
    public void SkipCopiedRows()
    {
        const string End = "\n\\.";
        var end = text.IndexOf(End, Math.Max(0, _at - 1), StringComparison.Ordinal);
        _at = end < 0 ? text.Length : end + End.Length;
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private SqlToken Take(SqlTokenKind kind, int start, int length)
    {
        _at = start + length;
        return new(kind, start, _at, length == 1 && text[start] < 128 ? OneCharacterNames[text[start]] : text[start.._at]);
    }

    private SqlToken Unterminated(int start, string what)
    {
        _at = text.Length;
        return new(SqlTokenKind.Unterminated, start, _at, what);
    }

    /// <summary>White space, comments, and psql's own lines.</summary>
    private SqlToken? SkipBlanks()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
                _at++;
            else if ((c == '-' && Peek(1) == '-') || c == '\\')
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
            else if (c == '/' && Peek(1) == '*')
            {
                var start = _at;
                if (!SkipComment())
                    return Unterminated(start, "a comment");
            }
            else
                return null;
        }

        return null;
    }

    private bool SkipComment()
    {
        var depth = 0;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '/' && Peek(1) == '*')
            {
                depth++;
                _at++;
            }
            else if (text[_at] == '*' && Peek(1) == '/')
            {
                _at++;
                if (--depth == 0)
                {
                    _at++;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary><c>E'…'</c>, <c>B'…'</c>, <c>X'…'</c>, <c>N'…'</c>, <c>U&amp;'…'</c> and <c>U&amp;"…"</c>.</summary>
    private SqlToken? Prefix(char first) => char.ToUpperInvariant(first) switch
    {
        'E' when Peek(1) == '\'' => Quoted(_at, _at + 2, '\'', escapes: true),
        'B' or 'X' or 'N' when Peek(1) == '\'' => Quoted(_at, _at + 2, '\'', escapes: false),
        'U' when Peek(1) == '&' && Peek(2) == '\'' => Quoted(_at, _at + 3, '\'', escapes: false),
        'U' when Peek(1) == '&' && Peek(2) == '"' => Name(_at, _at + 3, isUnicode: true),
        _ => null,
    };

    private SqlToken Word(int start)
    {
        while (_at < text.Length && (IsNameStart(text[_at]) || char.IsAsciiDigit(text[_at]) || text[_at] == '$'))
            _at++;
        return new(SqlTokenKind.Word, start, _at, text[start.._at].ToLowerInvariant());
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || (c >= 128 && c != '\uFEFF' && !char.IsWhiteSpace(c));

    private SqlToken Number(int start)
    {
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E' && text[start] != '0')))
            _at++;
        return new(SqlTokenKind.Number, start, _at, text[start.._at]);
    }

    private SqlToken Operator(int start)
    {
        while (_at < text.Length && OperatorCharacters.Contains(text[_at], StringComparison.Ordinal) && !(text[_at] == '-' && Peek(1) == '-') && !(text[_at] == '/' && Peek(1) == '*'))
            _at++;
        return Take(SqlTokenKind.Operator, start, _at - start);
    }

    private SqlToken Name(int start, int from, bool isUnicode) =>
        Quoted(start, from, '"', escapes: false) is { Kind: SqlTokenKind.Text } quoted
            ? quoted with { Kind = SqlTokenKind.QuotedName, Value = isUnicode ? Unescape(quoted.Value) : quoted.Value }
            : new(SqlTokenKind.Unterminated, start, _at, "a name in quotes");

    private SqlToken Quoted(int start, int from, char quote, bool escapes)
    {
        StringBuilder? content = null;
        var copied = from;
        for (_at = from; _at < text.Length; _at++)
        {
            if (escapes && text[_at] == '\\' && _at + 1 < text.Length)
            {
                (content ??= new()).Append(text, copied, _at - copied);
                content.Append(text[++_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
                copied = _at + 1;
            }
            else if (text[_at] == quote)
            {
                if (Peek(1) != quote)
                {
                    var value = content is null ? text[copied.._at] : content.Append(text, copied, _at - copied).ToString();
                    _at++;
                    return new(SqlTokenKind.Text, start, _at, value);
                }

                (content ??= new()).Append(text, copied, ++_at - copied);
                copied = _at + 1;
            }
        }

        return Unterminated(start, "a text");
    }

    /// <summary><c>$1</c>, <c>$$…$$</c> or <c>$tag$…$tag$</c>.</summary>
    private SqlToken Dollar(int start)
    {
        var end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end > start + 1)
            return Take(SqlTokenKind.Parameter, start, end - start);
        while (end < text.Length && (IsNameStart(text[end]) || (end > start + 1 && char.IsAsciiDigit(text[end]))))
            end++;
        if (end >= text.Length || text[end] != '$')
            return Take(SqlTokenKind.Symbol, start, 1);
        var tag = text[start..(end + 1)];
        var close = text.IndexOf(tag, end + 1, StringComparison.Ordinal);
        if (close < 0)
            return Unterminated(start, $"a text in {tag}");
        _at = close + tag.Length;
        return new(SqlTokenKind.Text, start, _at, text[(end + 1)..close]);
    }

    /// <summary><c>\0041</c> and <c>\+000041</c>; what is none stays.</summary>
    private static string Unescape(string name)
    {
        var plain = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var (skip, digits) = i + 1 < name.Length && name[i + 1] == '+' ? (2, 6) : (1, 4);
            if (name[i] == '\\' && i + skip + digits <= name.Length
                && int.TryParse(name.AsSpan(i + skip, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                plain.Append(new Rune(code).ToString());
                i += skip + digits - 1;
            }
            else
                plain.Append(name[i]);
        }

        return plain.ToString();
    }
}
