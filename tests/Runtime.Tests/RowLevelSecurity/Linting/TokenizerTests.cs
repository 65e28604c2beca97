using System.Diagnostics;
using System.Globalization;
using System.Text;
using Clerk2WorkOS.RowLevelSecurity.Linting;
using Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;
using CsCheck;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Linting;

/// <summary>SQL taken apart as PostgreSQL takes it apart, whatever comes.</summary>
public sealed class TokenizerTests
{
    private static readonly string[] Pieces =
    [
        "'", "''", "\"", "$$", "$a$", "$1", "/*", "*/", "--", "\n", ";", "(", ")", "E'", "\\", "U&\"", "create ", "policy ", "on ", "using ", "do ", "select ", "from ", "exists", "in ", "any ", "array", "begin ", "end ",
        "alter ", "table ", "execute ", "format", "grant ", "to ", "function ", "view ", "as ", ".", ",", "::", "::uuid[]", "1e5", "=", "a", "auth.user_id()", "b.c", "with check ", "is null", "join ", "public", "case ", "%I", "é",
    ];

    [Theory]
    [InlineData("select 'it''s', E'a\\'b', U&\"d\\0061t\", \"a\"\"b\"", "select|it's|,|a'b|,|dat|,|a\"b")]
    [InlineData("a /* b /* c */ d */ e -- f\n g", "a|e|g")]
    [InlineData("$$a;b$$ $x$ $$ $x$ $1 x$y", "a;b| $$ |$1|x$y")]
    [InlineData("a::text>=1.5e-3 and b<>-1--c", "a|::|text|>=|1.5e-3|and|b|<>-|1")]
    [InlineData("\\set x 1\nSELECT Ä.\"B\";", "select|ä|.|B|;")]
    public void Tokens_are_PostgreSQLs(string sql, string tokens) => Assert.Equal(tokens, string.Join('|', SqlTokenizer.All(sql).Select(token => token.Value)));

    [Theory]
    [InlineData("select 1;\n  select 'abc", 2, 10, "a text")]
    [InlineData("/* /* */", 1, 1, "a comment")]
    [InlineData("\n\n\"x", 3, 1, "a name in quotes")]
    [InlineData("do $a$ begin end $b$", 1, 4, "a text in $a$")]
    public void What_has_no_end_is_named_with_line_and_column(string sql, int line, int column, string what)
    {
        var failure = Assert.Throws<SqlScriptException>(() => RlsLinter.Lint([new("a.sql", sql)], new LintOptions()));
        Assert.Equal(($"a.sql({line},{column}): {what} begins here and has no end.", line, column), (failure.Message, failure.Line, failure.Column));
    }

    [Fact]
    public void Rows_of_a_dump_are_no_SQL()
    {
        var result = RlsLinter.Lint([new("dump.sql", "COPY public.a (x) FROM stdin;\nit's 1; '\n\\.\n\nCREATE TABLE b (id int PRIMARY KEY);\nCOPY b FROM stdin;\n\\.\nCREATE TABLE c (id int);")], new LintOptions());
        Assert.Equal(["public.b", "public.c"], result.Findings.Select(finding => finding.Place));
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused_in_a_sentence() => Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]), Gen.Char.Select(c => c.ToString())).Array[0, 60].Select(string.Concat).Sample(
        sql =>
        {
            var tokens = SqlTokenizer.All(sql);
            Assert.All(tokens.Zip(tokens.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
            foreach (var script in new[] { sql, $"create policy p on t using ({sql}) with check ({sql})", $"create table t (id int, {sql}); create policy p on t using (id in (select {sql}))", $"create view v as {sql}; grant {sql}" })
            {
                try
                {
                    RlsLinter.Lint([new("a.sql", script)], new LintOptions { AppRole = "app" });
                }
                catch (SqlScriptException)
                {
                    // It has no end, and says so.
                }
            }
        },
        iter: 20_000);

    [Fact]
    public void No_depth_is_too_deep()
    {
        var deep = new string('(', 200_000) + "true" + new string(')', 200_000);
        var queries = string.Concat(Enumerable.Repeat("(select ", 2_000)) + "a" + new string(')', 2_000);
        var result = RlsLinter.Lint([new("a.sql", $"create table t (a int primary key); alter table t enable row level security, force row level security; create policy p on t for select to authenticated using ({deep}); create policy q on t for select to authenticated using ({queries} = 1)")], new LintOptions());
        Assert.Equal(["always-true", "sub-plan-per-row"], result.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void Time_grows_with_the_text_and_not_faster()
    {
        var (small, large) = (Script(2_000_000), Script(20_000_000));
        Read(small);
        var (once, tenfold) = (Read(small), Read(large));
        Assert.True(tenfold < once * 40, $"2 MB took {once.TotalMilliseconds:N0} ms, 20 MB took {tenfold.TotalMilliseconds:N0} ms");

        static TimeSpan Read(string text)
        {
            var began = Stopwatch.GetTimestamp();
            RlsLinter.Lint([new("large.sql", text)], new LintOptions());
            return Stopwatch.GetElapsedTime(began);
        }
    }

    private static string Script(int length)
    {
        var text = new StringBuilder(length + 1_000);
        for (var n = 0; text.Length < length; n++)
            text.Append(CultureInfo.InvariantCulture, $"""
                CREATE TABLE t{n} (id bigint PRIMARY KEY, workos_user_id text NOT NULL);
                CREATE INDEX ON t{n} (workos_user_id);
                INSERT INTO t{n} VALUES (1, 'it''s'), (2, $$x$$);
                create policy p on t{n} for select to authenticated using (workos_user_id = (select auth.user_id()));
                DO $$ BEGIN ALTER TABLE t{n} ENABLE ROW LEVEL SECURITY; EXECUTE 'ALTER TABLE t{n} FORCE ROW LEVEL SECURITY'; END $$;
                ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x;

                """);
        return text.ToString();
    }
}
