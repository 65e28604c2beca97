using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Names.Text;

/// <summary>What a string is taken for, by who takes it.</summary>
public class TextApisTests
{
    [Theory]
    [InlineData("System.Text.Json", "Any", "Do", "a JSON name")]
    [InlineData("System.Text.Json.Nodes", "Any", "Do", "a JSON name")]
    [InlineData("System.Text.Jsonish", "Any", "Do", null)]
    [InlineData("My.System.Text.Json", "Any", "Do", null)]
    [InlineData("Serilog", "Any", "Do", "a log template")]
    [InlineData("Serilogs", "Any", "Do", null)]
    [InlineData("Npgsql", "Any", "Do", "a column name")]
    [InlineData("Npgsql", "Any", "Do", "SQL", "select 1")]
    [InlineData("System.Security.Claims", "Any", "Do", "a claim name", "a b")]
    [InlineData("Npgsql", "NpgsqlParameter", "Do", "the name of an SQL parameter", "a b")]
    [InlineData("Npgsql", "NpgsqlParameterCollection", "Do", "the name of an SQL parameter")]
    [InlineData("Npgsql", "NpgsqlParameters", "Do", "a column name")]
    [InlineData("Any", "Any", "AddWithValue", "the name of an SQL parameter")]
    [InlineData("Npgsql", "NpgsqlCommand", "Do", "SQL")]
    [InlineData("Any", "RelayCommand", "Do", "SQL")]
    [InlineData("Any", "Commands", "Do", null)]
    [InlineData("Microsoft.EntityFrameworkCore", "Any", "FromSqlRaw", "SQL")]
    [InlineData("Microsoft.EntityFrameworkCore", "Any", "Property", "a name that is looked up")]
    [InlineData("Any", "ISession", "GetString", "a cache key")]
    [InlineData("System.Collections", "ISession", "FromSqlRaw", "a cache key")]
    [InlineData("Any", "MyLogger", "Do", "a log template")]
    [InlineData("Any", "ILoggers", "Do", "a log template")]
    [InlineData("Any", "ILog", "Do", "a log template")]
    [InlineData("Any", "Log", "Do", "a log template")]
    [InlineData("Any", "Logs", "Do", null)]
    [InlineData("Any", "Any", "Do", null)]
    [InlineData("Any", "Any", "FindFirst", "a claim name")]
    [InlineData("Any", "Any", "findFirst", null)]
    public void A_string_is_what_its_taker_takes_it_for(string space, string type, string member, string? what, string text = "x")
    {
        var (symbol, _) = Call(space, type, member);
        Assert.Equal(what, TextApis.Of(symbol, member, text)?.What);
    }

    [Theory]
    [InlineData("Xunit", "Assert", "Equal", true)]
    [InlineData("Any", "StringAssert", "Contains", true)]
    [InlineData("Any", "Asserts", "Contains", false)]
    [InlineData("Any", "StringAssertions", "Be", true)]
    [InlineData("Any", "ObjectAssertionsOf", "Be", true)]
    [InlineData("Any", "Any", "ShouldBe", true)]
    [InlineData("Any", "Any", "ShouldBeNull", true)]
    [InlineData("Any", "Any", "ShouldContain", true)]
    [InlineData("Any", "Any", "Should", false)]
    [InlineData("NUnit.Framework", "Is", "EqualTo", true)]
    [InlineData("NUnit.Framework.Constraints", "Any", "EqualTo", true)]
    [InlineData("NUnit.Frameworks", "Is", "EqualTo", false)]
    [InlineData("Any", "Any", "Equal", false)]
    public void A_test_compares_with_a_string(string space, string type, string member, bool isExpectation)
    {
        var (symbol, call) = Call(space, type, member);
        Assert.Equal(isExpectation, TextApis.IsExpectation(symbol, call));
        Assert.False(TextApis.IsExpectation(symbol, call.Expression));
    }

    [Theory]
    [InlineData("Assert.Equal(1)", true)]
    [InlineData("assert.Equal(1)", false)]
    [InlineData("Xunit.Assert.Equal(1)", false)]
    [InlineData("Assert(1)", false)]
    [InlineData("Assert?.Equal(1)", false)]
    public void Where_nothing_resolves_the_name_Assert_tells(string call, bool isExpectation) => Assert.Equal(
        isExpectation, TextApis.IsExpectation(null, SyntaxFactory.ParseExpression(call).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().First()));

    [Theory]
    [InlineData("f(1)", "f")]
    [InlineData("a.f(1)", "f")]
    [InlineData("a.f<int>(1)", "f")]
    [InlineData("a?.f(1)", "")]
    [InlineData("a()(1)", "a")]
    [InlineData("new A(1)", "A")]
    [InlineData("new A.B(1)", "B")]
    [InlineData("new global::B(1)", "B")]
    [InlineData("new A.B<int>(1)", "B")]
    [InlineData("new A[1]", "")]
    [InlineData("a.b", "b")]
    [InlineData("a[1]", "")]
    public void What_is_called_has_a_name(string expression, string name) => Assert.Equal(name, TextPlace.NameOf(SyntaxFactory.ParseExpression(expression)));

    [Theory]
    [InlineData("Column", "Column")]
    [InlineData("ColumnAttribute", "Column")]
    [InlineData("A.ColumnAttribute", "Column")]
    [InlineData("Attribute", "Attribute")]
    [InlineData("AAttribute", "A")]
    [InlineData("ColumnAttributes", "ColumnAttributes")]
    [InlineData("ColumnMetadata", "ColumnMetadata")]
    public void An_attribute_is_called_without_its_suffix(string written, string name) => Assert.Equal(
        name, TextPlace.NameOf(CSharpSyntaxTree.ParseText($"[{written}] class C;").GetRoot().DescendantNodes().OfType<AttributeSyntax>().Single()));

    [Theory]
    [InlineData("(\"x\")", true)]
    [InlineData("(string)\"x\"", true)]
    [InlineData("\"x\" + 1", true)]
    [InlineData("1 + \"x\"", true)]
    [InlineData("\"x\" ?? 1", true)]
    [InlineData("1 ?? \"x\"", true)]
    [InlineData("\"x\"!", true)]
    [InlineData("a ? \"x\" : 1", true)]
    [InlineData("a ? 1 : \"x\"", true)]
    [InlineData("\"x\" ? 1 : 2", false)]
    [InlineData("a switch { 1 => \"x\" }", true)]
    [InlineData("\"x\" switch { 1 => 2 }", false)]
    [InlineData("new[] { \"x\" }", true)]
    [InlineData("new string[] { \"x\" }", true)]
    [InlineData("new List { \"x\" }", false)]
    [InlineData("[\"x\", 1]", true)]
    [InlineData("\"x\" == 1", false)]
    [InlineData("\"x\" - 1", false)]
    [InlineData("\"x\".Length", false)]
    [InlineData("f(\"x\")", false)]
    [InlineData("((\"x\" + 1) ?? 2)", true)]
    public void A_value_may_be_put_together(string expression, bool isPart)
    {
        var whole = SyntaxFactory.ParseExpression(expression);
        var text = whole.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().First(literal => literal.Token.Text == "\"x\"");
        Assert.Equal(isPart, TextPlace.Whole(text).ToString() == expression);
    }

    private static (ISymbol Symbol, InvocationExpressionSyntax Call) Call(string space, string type, string member)
    {
        var compilation = TestPlatform.Compile("App", $"namespace {space} {{ public class {type} {{ public static void {member}(string s) {{ }} }} class Caller {{ void M() => {type}.{member}(\"x\"); }} }}", []);
        var call = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single();
        return (compilation.GetSemanticModel(compilation.SyntaxTrees[0]).GetSymbolInfo(call).Symbol!, call);
    }
}
