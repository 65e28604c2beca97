using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>C2W102 points at the name, whatever the string is written like.</summary>
public class TextPlaceTests
{
    [Fact]
    public Task Finds_the_name_in_every_kind_of_string() => RuleProject.Of(""""
        public class Texts
        {
            public string Regular => "a \"{|C2W102:ClerkUserId|}\" b";
            public string Escaped => "\n{|C2W102:ClerkUserId|}\t{|C2W102:clerk_user_id|}\x20\\{|C2W102:ClerkSub|}";
            public string Hidden => "{|C2W102:\u0043lerkUserId|}";
            public string Verbatim => @"a ""{|C2W102:ClerkUserId|}"" \{|C2W102:nClerkUserId|}";
            public string Raw => """a "{|C2W102:ClerkUserId|}" \{|C2W102:nClerkUserId|}""";
            public string RawLines => """
                a
                  {|C2W102:clerk_user_id|}
                """;
            public string Interpolated(int i) => $"{i} {{{|C2W102:ClerkUserId|}}} {i}\n{|C2W102:clerkUserId|}";
            public string InterpolatedVerbatim(int i) => $@"{i} ""{|C2W102:ClerkUserId|}""";
            public string InterpolatedRaw(int i) => $$"""{{i}} {{|C2W102:ClerkUserId|}}""";
            public System.ReadOnlySpan<byte> Bytes => "{|C2W102:clerkUserId|}"u8;
            public string Sum => "a" + ("{|C2W102:ClerkUserId|}" + "b");
        }
        """").Shows();

    [Fact]
    public Task Finds_the_name_in_every_style() => RuleProject.Of("""
        public class Styles
        {
            public string {|C2W101:ClerkSub|} = "";
            public string[] All =>
            [
                "{|C2W102:ClerkUserId|}", "{|C2W102:clerkUserId|}", "{|C2W102:clerk_user_id|}", "{|C2W102:CLERK_USER_ID|}", "{|C2W102:X-Clerk-User-Id|}", "--{|C2W102:clerk-user-id|}",
                "{|C2W102:clerkuserid|}", "{|C2W102:clerk.user_id|}", "user.{|C2W102:ClerkUserId|}", "{|C2W102:invited_by_clerk_id|}", "{|C2W102:GetByClerkIdAsync|}", "{|C2W102:clerkSub|},{|C2W102:clerkSubject|}",
            ];
        }
        """).Shows();

    [Theory]
    [InlineData("\"ab\"", "ab")]
    [InlineData("\"\"", "")]
    [InlineData("\"a{{b}}\"", "a{{b}}")]
    [InlineData("\"a\\\"\"", "a\"")]
    [InlineData("\"\\'\\\\\"", "'\\")]
    [InlineData("\"a\\nb\"", "a b")]
    [InlineData("\"\\u0043l\"", "Cl")]
    [InlineData("\"\\x43\"", "C")]
    [InlineData("\"\\x0043l\"", "Cl")]
    [InlineData("\"\\x00430\"", "C0")]
    [InlineData("\"\\x43g\"", "Cg")]
    [InlineData("\"\\U00000043l\"", "Cl")]
    [InlineData("\"\\U0010FFFFl\"", "\U0010FFFFl")]
    [InlineData("\"\\U00110000l\"", " l")]
    [InlineData("\"\\u00\"", " ")]
    [InlineData("\"\\x\"", " ")]
    [InlineData("\"a\\", "a ")]
    [InlineData("\"a", "a")]
    [InlineData("\"ab\"u8", "ab")]
    [InlineData("\"ab\"U8", "ab")]
    [InlineData("@\"a\"\"b\\n{{\"", "a\"b\\n{{")]
    [InlineData("@\"\"", "")]
    [InlineData("@\"a\"\"\"", "a\"")]
    [InlineData("@\"a\"u8", "a")]
    [InlineData("\"\"\"a\"b\\n{{\"\"\"", "a\"b\\n{{")]
    [InlineData("\"\"\"\"a\"\"\"b\"\"\"\"", "a\"\"\"b")]
    [InlineData("\"\"\"a\"\"\"u8", "a")]
    [InlineData("$\"a{{b}}\\t\\u0043\"", "a{b} C")]
    [InlineData("$@\"a{{b}}\"\"\\n\"", "a{b}\"\\n")]
    [InlineData("$\"\"\"a\"b\\n\"\"\"", "a\"b\\n")]
    [InlineData("$$\"\"\"a{b}c\"\"\"", "a{b}c")]
    [InlineData("$\"a}}\"", "a}")]
    public void A_string_says_what_the_program_sees(string written, string says)
    {
        var token = SyntaxFactory.ParseExpression(written).DescendantTokens().First(token => LiteralText.Of(token) is not null);
        var text = LiteralText.Of(token)!;
        Assert.Equal(says, text.Value);
        Assert.Equal(token.Parent is LiteralExpressionSyntax, text.IsWhole);
        Assert.NotNull(text.Expression);
    }

    [Theory]
    [InlineData("\"a\\u0043lerk\\n\"", 1, 5, "\\u0043lerk")]
    [InlineData("@\"\"\"a\"\"b\"", 0, 1, "\"\"")]
    [InlineData("@\"\"\"a\"\"b\"", 1, 1, "a")]
    [InlineData("$\"{{a}}b\"", 0, 3, "{{a}}")]
    [InlineData("$\"{{a}}b\"", 1, 1, "a")]
    [InlineData("\"\"\"\"a\"\"\"\"", 0, 1, "a")]
    [InlineData("\"\\U0010FFFFab\"", 2, 1, "a")]
    [InlineData("\"ab\"", 1, 1, "b")]
    public void A_part_of_what_it_says_is_known_by_where_it_is_written(string written, int start, int length, string part)
    {
        var token = SyntaxFactory.ParseExpression(written).DescendantTokens().First(token => LiteralText.Of(token) is not null);
        var span = LiteralText.Of(token)!.InSource(new TextSpan(start, length));
        Assert.Equal(part, written.Substring(span.Start, span.Length));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("'a'")]
    [InlineData("null")]
    public void What_is_no_string_says_nothing(string written) => Assert.Null(LiteralText.Of(SyntaxFactory.ParseExpression(written).GetFirstToken()));

    [Theory]
    [InlineData("clerk.user_id", "clerk.user_id")]
    [InlineData("x.clerk.user_id.y", "clerk.user_id")]
    [InlineData("clerk.user_id and", "")]
    [InlineData("clerk.1", "")]
    [InlineData("clerk.", "")]
    [InlineData("clerk.u", "")]
    [InlineData("-clerk-id-", "clerk-id")]
    [InlineData("--clerk_id--", "clerk_id")]
    [InlineData("x-clerk-id", "x-clerk-id")]
    [InlineData("clerk_id2", "clerk_id2")]
    [InlineData("clerk_id_2", "")]
    [InlineData("clerk_id-22", "")]
    [InlineData("clerk_id_2x", "clerk_id_2x")]
    [InlineData("http://a/clerk_id", "")]
    [InlineData("://clerk_id", "")]
    [InlineData("//clerk_id", "clerk_id")]
    [InlineData("a/clerk_id", "clerk_id")]
    [InlineData("http://a/b?clerk_id", "clerk_id")]
    [InlineData("http://a/b clerk_id", "clerk_id")]
    [InlineData("http://a/'clerk_id", "clerk_id")]
    [InlineData("http://a/{clerk_id", "clerk_id")]
    [InlineData("clerk_id clerkSub,ClerkUserId", "clerk_id clerkSub ClerkUserId")]
    [InlineData("clerkclerk_id", "")]
    [InlineData("clerk clerk_id", "clerk_id")]
    public async Task A_word_is_a_name_by_how_it_is_written(string text, string names) => Assert.Equal(
        names,
        string.Join(' ', (await RuleProject.Of($"class C {{ const string A = \"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"; }}").Configured("c2w_evidence", "on").Findings())
            .Where(finding => finding.Id == "C2W102").Select(finding => finding.Location.SourceTree!.ToString().Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length))));

    [Fact]
    public async Task Says_the_new_name_in_the_same_style() => Assert.Equal(
        ["X-Workos-User-Id", "workos.user_id", "WORKOS_USER_IDS", "workosUserId2"],
        (await RuleProject.Of("class C { string[] All = { \"X-Clerk-User-Id\", \"clerk.user_id\", \"CLERK_USER_IDS\", \"clerkUserId2\" }; }").Findings())
            .Select(finding => finding.Properties["newName"]));

    [Fact]
    public Task Holes_are_code() => RuleProject.Of("""
        public record User(string {|C2W101:ClerkUserId|})
        {
            public override string ToString() => $"{ClerkUserId} and {this.ClerkUserId,8}";
        }
        """).Shows();
}
