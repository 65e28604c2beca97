using Clerk2WorkOS.Analyzers.Coverage;

namespace Clerk2WorkOS.Analyzers.Tests.Coverage;

/// <summary>SQL as PostgreSQL reads it: words, <c>[quoted]</c> names, <c>'strings'</c>, <c>{bodies}</c>, <c>&lt;symbols&gt;</c>.</summary>
public class SqlTokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData("a", "a")]
    [InlineData("select Ä_1$b from _x", "select Ä_1$b from _x")]
    [InlineData("a.b;", "a <.> b <;>")]
    [InlineData("1a", "<1> a")]
    public void Words_and_symbols(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    [Theory]
    [InlineData("--", "")]
    [InlineData("-- a", "")]
    [InlineData("-- a\nb", "b")]
    [InlineData("a--b\n--c\nd", "a d")]
    [InlineData("a -- b\n", "a")]
    [InlineData("-", "<->")]
    [InlineData("a-b", "a <-> b")]
    [InlineData("a - -b", "a <-> <-> b")]
    public void A_comment_goes_to_the_end_of_its_line(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    [Theory]
    [InlineData("/*", "")]
    [InlineData("/* a", "")]
    [InlineData("/* *", "")]
    [InlineData("/* /", "")]
    [InlineData("/* a *", "")]
    [InlineData("/**/a", "a")]
    [InlineData("/*/ a */b", "b")]
    [InlineData("/* * / */a", "a")]
    [InlineData("/***/a", "a")]
    [InlineData("a/* b\n */c", "a c")]
    [InlineData("/* /* a */ b", "")]
    [InlineData("/* /* a */ b */c", "c")]
    [InlineData("/* a */ b */", "b <*> </>")]
    [InlineData("/", "</>")]
    [InlineData("a/b", "a </> b")]
    [InlineData("*/", "<*> </>")]
    public void A_comment_in_slashes_may_hold_another(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    [Theory]
    [InlineData("''", "''")]
    [InlineData("'a'", "'a'")]
    [InlineData("'a'b", "'a' b")]
    [InlineData("'a b' 'c'", "'a b' 'c'")]
    [InlineData("'a''b'", "'a'b'")]
    [InlineData("''''", "'''")]
    [InlineData("'a'''", "'a''")]
    [InlineData("'-- a /*'b", "'-- a /*' b")]
    [InlineData("'a\"b'", "'a\"b'")]
    [InlineData("\"a\"", "[a]")]
    [InlineData("\"a\"\"b\"c", "[a\"b] c")]
    [InlineData("\"a'b\"", "[a'b]")]
    [InlineData("\"a\".b", "[a] <.> b")]
    public void A_quote_is_doubled_in_what_it_encloses(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    [Theory]
    [InlineData("$$$$", "{}")]
    [InlineData("$$a$$", "{a}")]
    [InlineData("$$a$$b", "{a} b")]
    [InlineData("do $$a$$;b", "do {a} <;> b")]
    [InlineData("do $body$a$$b$c$d$body$ e", "do {a$$b$c$d} e")]
    [InlineData("$a1_$b$a1_$", "{b}")]
    [InlineData("$1$a$1$", "<$> <1> {1$}")]
    [InlineData("$", "<$>")]
    [InlineData("$a", "<$> a")]
    [InlineData("$a b$", "<$> a b$")]
    [InlineData("a$$b$$", "a$$b$$")]
    public void A_body_stands_between_equal_tags(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    [Theory]
    [InlineData("'", "''")]
    [InlineData("'a", "'a'")]
    [InlineData("'a''", "'a''")]
    [InlineData("\"a", "[a]")]
    [InlineData("$$", "{}")]
    [InlineData("$$a", "{a}")]
    [InlineData("do $a$b$a", "do {b$a}")]
    public void What_is_never_closed_ends_with_the_text(string sql, string tokens) => Assert.Equal(tokens, Read(sql));

    private static string Read(string sql) => string.Join(' ', SqlTokens.Of(sql).Select(token => token.Kind switch
    {
        SqlTokenKind.Quoted => $"[{token.Text}]",
        SqlTokenKind.String => $"'{token.Text}'",
        SqlTokenKind.Body => $"{{{token.Text}}}",
        SqlTokenKind.Symbol => $"<{token.Text}>",
        _ => token.Text,
    }));
}
