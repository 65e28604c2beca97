using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Razor;

/// <summary>Where the code that Razor generates stands in the Razor file, and the other way round.</summary>
public class RazorViewTests
{
    private const string Page = "/app/Expert.cshtml";
    private const string Imports = "/app/_ViewImports.cshtml";

    private const string Razor = """
        @page "/experts"
        <p>@Model.First and @Model.Second</p>
        @{
            var third = 3;
            var fourth = 4;
        }
        <p title="markup">other</p>
        """;

    private const string Generated = """
        #pragma checksum "/app/Expert.cshtml" "{8829d00f-11b8-4213-878b-770e8597ac16}" "00"
        namespace Generated
        {
        #line (2,5)-(2,16) 10 "/app/Expert.cshtml"
            Write(Model.First + added);
        #line default
        #line hidden
            var hidden = Model.Second;
        #line (2,22)-(2,34) 2 "/app/Expert.cshtml"
          Model.Second
        #line default
        #line hidden
        #line 4 "/app/Expert.cshtml"
            var third = 3;
            var fourth = 4;

        #line default
        #line hidden
        #line (1,8)-(1,19) 6 "/app/_ViewImports.cshtml"
        using Imported.All;
        #line 4 "/app/Expert.cshtml"
            var third = changed;
        #line 700 "/app/Expert.cshtml"
            var far = 1;
        #line 7 "/app/Unknown.cshtml"
            var unknown = 1;
        #line hidden
            var last = 1;
        """;

    private static readonly SourceText Text = SourceText.From(Razor);

    private static RazorView View(string razor = Razor) => new(
        CSharpSyntaxTree.ParseText(Generated, path: "/obj/Expert_cshtml.g.cs"), Page, SourceText.From(razor),
        path => path == Imports ? SourceText.From("@using Imported.All\n") : null);

    [Theory]
    [InlineData("Model.First", Page, "Model.First")]
    [InlineData("First", Page, "First")]
    [InlineData("var third = 3;", Page, "var third = 3;")]
    [InlineData("var fourth", Page, "var fourth")]
    public void A_piece_stands_where_the_Razor_file_has_it(string piece, string path, string same) => Assert.Equal(
        new RazorPlace(path, SpanOf(Razor, same)), View().PlaceOf(SpanOf(Generated, piece)));

    [Fact]
    public void A_second_piece_of_a_line_is_told_from_the_first() => Assert.Equal(
        new RazorPlace(Page, SpanOf(Razor, "Model.Second")), View().PlaceOf(LastOf(Generated, "Model.Second")));

    [Fact]
    public void An_import_stands_in_the_file_of_imports() => Assert.Equal(
        new RazorPlace(Imports, new TextSpan(7, "Imported.All".Length)), View().PlaceOf(SpanOf(Generated, "Imported.All")));

    [Theory]
    [InlineData("namespace")]
    [InlineData("Write(")]
    [InlineData("added")]
    [InlineData("var hidden")]
    [InlineData("Model.Second")]            // the hidden one
    [InlineData("changed")]
    [InlineData("third = changed")]
    [InlineData("far")]
    [InlineData("unknown")]
    [InlineData("last")]
    public void What_the_generator_added_stands_nowhere(string piece) => Assert.Null(View().PlaceOf(SpanOf(Generated, piece)));

    [Fact]
    public void Nothing_stands_behind_the_end_of_a_Razor_file_that_has_become_shorter()
    {
        var shorter = Razor[..Razor.IndexOf("fourth = 4", StringComparison.Ordinal)];
        Assert.NotNull(View(shorter).PlaceOf(SpanOf(Generated, "var third = 3;")));
        Assert.NotNull(View(shorter + "four").PlaceOf(new TextSpan(SpanOf(Generated, "fourth = 4").Start, "four".Length)));
        Assert.Null(View(shorter).PlaceOf(SpanOf(Generated, "fourth = 4")));
        Assert.Null(View("1\n2\n3").PlaceOf(SpanOf(Generated, "var third = 3;")));
        Assert.Null(View("").PlaceOf(SpanOf(Generated, "var third = 3;")));
    }

    [Fact]
    public void A_place_between_two_characters_is_before_the_next()
    {
        var at = SpanOf(Generated, "First").Start;
        Assert.Equal(new RazorPlace(Page, new TextSpan(SpanOf(Razor, "First").Start, 0)), View().PlaceOf(new TextSpan(at, 0)));
    }

    [Fact]
    public void A_place_before_what_the_generator_added_is_after_the_one_before()
    {
        var at = SpanOf(Generated, "Model.First").End;
        Assert.Equal(new RazorPlace(Page, new TextSpan(SpanOf(Razor, "Model.First").End, 0)), View().PlaceOf(new TextSpan(at, 0)));
    }

    [Fact]
    public void A_place_that_neither_side_has_is_nowhere()
    {
        Assert.Null(View().PlaceOf(new TextSpan(0, 0)));
        Assert.Null(View().PlaceOf(new TextSpan(Generated.Length, 0)));
        Assert.Null(View().PlaceOf(new TextSpan(SpanOf(Generated, "hidden =").Start, 0)));
    }

    [Theory]
    [InlineData("Model.First", 1)]
    [InlineData("First", 1)]
    [InlineData("Model.Second", 1)]
    [InlineData("Second", 1)]
    [InlineData("var third", 2)]            // "var third = 3" and "var third = changed"
    [InlineData("var third = 3", 1)]
    [InlineData("var fourth", 1)]
    [InlineData("and", 0)]
    [InlineData("markup", 0)]
    [InlineData("other", 0)]
    [InlineData("page", 0)]
    public void The_generated_code_may_repeat_a_piece_more_than_once_or_not_at_all(string piece, int times)
    {
        var found = View().GeneratedFrom(Page, SpanOf(Razor, piece));
        Assert.Equal(times, found.Count);
        Assert.All(found, at => Assert.Equal(piece, Generated.Substring(at, piece.Length)));
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public void The_generated_code_repeats_an_import()
    {
        var imported = SpanOf("@using Imported.All\n", "Imported.All");
        Assert.Equal([Generated.IndexOf("Imported.All", StringComparison.Ordinal)], View().GeneratedFrom(Imports, imported));
        Assert.Empty(View().GeneratedFrom("/app/Unknown.cshtml", imported));
    }

    [Fact]
    public void The_generated_code_repeats_nothing_that_is_not_there()
    {
        Assert.Empty(View().GeneratedFrom(Page, new TextSpan(Razor.Length - 1, 2)));
        Assert.Empty(View().GeneratedFrom(Imports, new TextSpan(0, 100)));
    }

    [Theory]
    [InlineData("namespace", 1)]
    [InlineData("Model.First", 2)]
    [InlineData("Write(", 2)]
    [InlineData("var hidden", 2)]
    [InlineData("var third = 3", 4)]
    [InlineData("var fourth", 5)]
    [InlineData("Imported.All", 4)]
    [InlineData("var far", 700)]
    [InlineData("var unknown", 700)]
    [InlineData("var last", 700)]
    public void A_piece_is_near_the_line_that_it_or_what_stands_before_it_comes_from(string piece, int line) =>
        Assert.Equal(line, View().LineNear(SpanOf(Generated, piece).Start));

    [Fact]
    public void The_end_is_near_the_last_line() => Assert.Equal(700, View().LineNear(Generated.Length));

    [Fact]
    public void A_view_knows_its_file()
    {
        Assert.Equal(Page, View().Path);
        Assert.Equal(Razor, View().Text.ToString());
        Assert.Equal(Text.Lines.Count, View().Text.Lines.Count);
    }

    private static TextSpan SpanOf(string text, string piece) => new(text.IndexOf(piece, StringComparison.Ordinal), piece.Length);

    private static TextSpan LastOf(string text, string piece) => new(text.LastIndexOf(piece, StringComparison.Ordinal), piece.Length);
}
