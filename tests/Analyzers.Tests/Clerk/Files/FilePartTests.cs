using Clerk2WorkOS.Analyzers.Clerk.Files;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Files;

/// <summary>What a file says, kind by kind, and what in it is a comment.</summary>
public class FilePartTests
{
    /// <summary>A key is <c>section|key</c>, with a brace if it opens a section; a value <c>=value</c>.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("{}", "")]
    [InlineData("""{"a":1}""", "|a")]
    [InlineData("""{"a":"b","c" : "d"}""", "|a =b |c =d")]
    [InlineData("""{"a":{"b":"c"},"d":1}""", "|a{ a|b =c |d")]
    [InlineData("""{"a": {"b":{"c":1},"d":2},"e":3}""", "|a{ a|b{ a:b|c a|d |e")]
    [InlineData("""{"a":[{"b":{"x":1}},{"c":1}],"d":1}""", "|a a|b{ a:b|x a|c |d")]
    [InlineData("""{"a":["x","y"]}""", "|a =x =y")]
    [InlineData("""{"a":"/x","/b":"*/","c":"//d"}""", "|a =/x |/b =*/ |c =//d")]
    [InlineData("""{"a\"b":"c\\","d":1}""", """|a\"b =c\\ |d""")]
    public void Settings_have_keys_in_sections_and_values(string text, string parts) => Assert.Equal(parts, Read(BesideKind.Settings, text));

    [Theory]
    [InlineData("""/* "x":1 */{"a":1}""", "|a")]
    [InlineData("/* \n \"x\":1 */{\"a\":1}", "|a")]
    [InlineData("// \"x\":1 */\n{\"a\":1} // \"b\":2", "|a")]
    [InlineData("""{"a"/* : */:/* { */{"b":1}}""", "|a{ a|b")]
    [InlineData("{\"a\" // x\n : // y\n {\"b\":1}}", "|a{ a|b")]
    [InlineData("""/**/{"a":1}/***/""", "|a")]
    [InlineData("""{"a":1}/""", "|a")]
    [InlineData("""{"a":1} / {"b":1}""", "|a |b")]
    [InlineData("""{"a"/:1,"b" /""", "=a =b")]
    [InlineData("""/* {"a":1}""", "")]
    [InlineData("/", "")]
    [InlineData("//", "")]
    [InlineData("/*", "")]
    [InlineData("\"a\" //", "=a")]
    public void Settings_have_comments(string text, string parts) => Assert.Equal(parts, Read(BesideKind.Settings, text));

    [Theory]
    [InlineData("\"", "=")]
    [InlineData("\"a", "=a")]
    [InlineData("\"a\\", "=a\\")]
    [InlineData("{\"a\n\"b\":1", "=a |b")]
    [InlineData("{\"a\r\n\"b\":1", "=a |b")]
    [InlineData("{\"a\":", "|a")]
    [InlineData("]}}\"a\":{\"b\":1", "|a{ a|b")]
    public void Settings_are_read_while_somebody_types(string text, string parts) => Assert.Equal(parts, Read(BesideKind.Settings, text));

    [Theory]
    [InlineData("", "")]
    [InlineData("A=1", "|A =1")]
    [InlineData("A=", "|A =")]
    [InlineData("=1", "| =1")]
    [InlineData("A=1=2", "|A =1=2")]
    [InlineData(" A = 1 ", "|A = 1 ")]
    [InlineData("A=1\nB=2\n", "|A =1 |B =2")]
    [InlineData("\n \n\nA=1", "|A =1")]
    [InlineData("export A=1\n export  B=2", "|A =1 |B =2")]
    [InlineData("exportA=1", "|exportA =1")]
    [InlineData("export \nA=1\nexport ", "|A =1")]
    [InlineData("# A=1\n #B=1\nC=1#2", "|C =1#2")]
    [InlineData("A\nB=1\nC", "|B =1")]
    [InlineData("  ", "")]
    [InlineData("A=\n  ", "|A =")]
    public void An_environment_has_a_variable_a_line(string text, string parts) => Assert.Equal(parts, Read(BesideKind.Environment, text));

    [Theory]
    [InlineData("A=\"x\ny\"\nB=1", "|A =\"x\ny |B =1")]
    [InlineData("A='x\ny' z\nB=1", "|A ='x\ny |B =1")]
    [InlineData("A=`x\ny`\nB=1", "|A =`x\ny |B =1")]
    [InlineData("A= \"x\"", "|A = \"x")]
    [InlineData("A=\"x\\\"\ny\"\nB=1", "|A =\"x\\\"\ny |B =1")]
    [InlineData("A='x\\'\nB=1", "|A ='x\\ |B =1")]
    [InlineData("A=\"x\nB=1", "|A =\"x |B =1")]
    [InlineData("A=\"x\\", "|A =\"x\\")]
    [InlineData("A=\"", "|A =\"")]
    [InlineData("A=x\"y\nB=\"z\"", "|A =x\"y |B =\"z")]
    public void A_quoted_value_may_go_over_several_lines(string text, string parts) => Assert.Equal(parts, Read(BesideKind.Environment, text));

    [Theory]
    [InlineData(BesideKind.Compose, "a # b\nc", "a |\nc")]
    [InlineData(BesideKind.Compose, "#a", "")]
    [InlineData(BesideKind.Compose, "a\n#b\n#c", "a\n|\n")]
    [InlineData(BesideKind.Compose, "a#b", "a#b")]
    [InlineData(BesideKind.Compose, "\"a # b\"", "\"a ")]
    [InlineData(BesideKind.Compose, "a // b /* c */ -- d", "a // b /* c */ -- d")]
    [InlineData(BesideKind.Http, "# a\nb", "\nb")]
    [InlineData(BesideKind.Http, "a\n# b", "a\n")]
    [InlineData(BesideKind.Http, "a\n \t// b\nc", "a\n \t|\nc")]
    [InlineData(BesideKind.Http, "a # b", "a # b")]
    [InlineData(BesideKind.Http, "GET http://a//b", "GET http://a//b")]
    [InlineData(BesideKind.Http, "/ a\n/", "/ a\n/")]
    [InlineData(BesideKind.Sql, "a -- b\nc", "a |\nc")]
    [InlineData(BesideKind.Sql, "a --", "a ")]
    [InlineData(BesideKind.Sql, "a - b -", "a - b -")]
    [InlineData(BesideKind.Sql, "a /* b\n */ c", "a | c")]
    [InlineData(BesideKind.Sql, "a /* b", "a ")]
    [InlineData(BesideKind.Sql, "/**/a/*/ b */c", "a|c")]
    [InlineData(BesideKind.Sql, "'x-- a' b", "'x-- a' b")]
    [InlineData(BesideKind.Sql, "'xy-- a' b", "'xy-- a' b")]
    [InlineData(BesideKind.Sql, "'a\n-- b' -- c", "'a\n-- b' ")]
    [InlineData(BesideKind.Sql, "\"-- a\" -- b", "\"-- a\" ")]
    [InlineData(BesideKind.Sql, "'a''-- b' -- c", "'a''-- b' ")]
    [InlineData(BesideKind.Sql, "'\\' -- a", "'\\' ")]
    [InlineData(BesideKind.Sql, "`-- a", "`")]
    [InlineData(BesideKind.Sql, "# a // b", "# a // b")]
    [InlineData(BesideKind.Script, "a // b\nc", "a |\nc")]
    [InlineData(BesideKind.Script, "a / b", "a / b")]
    [InlineData(BesideKind.Script, "a /* // */ b", "a | b")]
    [InlineData(BesideKind.Script, "'// a' \"// b\" `// c` // d", "'// a' \"// b\" `// c` ")]
    [InlineData(BesideKind.Script, "`a\n// b` // c", "`a\n// b` ")]
    [InlineData(BesideKind.Script, "'a\n// b", "'a\n")]
    [InlineData(BesideKind.Script, "\"a\n// b", "\"a\n")]
    [InlineData(BesideKind.Script, "'it\\'s // x' // y", "'it\\'s // x' ")]
    [InlineData(BesideKind.Script, "'\\", "'\\")]
    [InlineData(BesideKind.Script, "a -- b # c", "a -- b # c")]
    [InlineData(BesideKind.Packages, "a // b # c", "a // b # c")]
    [InlineData(BesideKind.Razor, "a // b # c", "a // b # c")]
    public void Comments_say_nothing(BesideKind kind, string text, string parts) =>
        Assert.Equal(parts, string.Join('|', FilePart.Of(kind, text).Select(part => text.Substring(part.Span.Start, part.Span.Length))));

    private static string Read(BesideKind kind, string text) => string.Join(' ', FilePart.Of(kind, text).Select(part =>
        $"{(part.Role == PartRole.Value ? "=" : part.Section + "|")}{text.AsSpan(part.Span.Start, part.Span.Length)}{(part.OpensSection ? "{" : "")}"));
}
