namespace Clerk2WorkOS.CodeFixes.Tests.Proving;

/// <summary>Which files are looked at, and which are not.</summary>
public sealed class ReachedFiles
{
    private const string Use = "class Use { string F(A a) => a.Title; }";
    private const string Aside = "class Aside { string F(string text) => text.Trim(); }";

    /// <summary>A before, A after, and the files beside Use.cs and Aside.cs that are looked at.</summary>
    [Theory]
    [InlineData("class A { public string Title => \"\"; }", "class A { public string Title => \"1\"; }", "A.cs")]
    [InlineData("class A { public string Title = \"\"; string Other = \"\"; }", "class A { public string Title = \"\"; string Own = \"\"; }", "A.cs")]
    [InlineData("class A { public string Title = \"\"; }", "class A { public object Title = \"\"; }", "A.cs Use.cs")]
    [InlineData("class A { public string Title = \"\"; public int Old; }", "class A { public string Title = \"\"; public int New; }", "A.cs")]
    [InlineData("class A { public string Title = \"\"; public int Old; }", "class A { public string Title = \"\"; public int F; }", "A.cs Use.cs")]
    [InlineData("class A { public string Title = \"\"; public A(int n) { } }", "class A { public string Title = \"\"; public A(long n) { } }", "A.cs Use.cs")]
    [InlineData("using System.Text; class A { public string Title = \"\"; }", "using System.IO; class A { public string Title = \"\"; }", "A.cs")]
    [InlineData("[assembly: CLSCompliant(false)] class A { public string Title = \"\"; }", "[assembly: CLSCompliant(true)] class A { public string Title = \"\"; }", "A.cs Aside.cs Use.cs")]
    [InlineData("static class E { public static string Where(this string s) => s; } class A { public string Title = \"\"; }", "static class E { public static string Where(this int s) => \"\"; } class A { public string Title = \"\"; }", "A.cs Aside.cs Use.cs")]
    public async Task Only_what_an_edit_can_change_is_looked_at(string before, string after, string reached)
    {
        var program = new EditedProgram([In("App", "A.cs", before, after), In("App", "Use.cs", Use), In("App", "Aside.cs", Aside)]);
        Assert.Equal(reached, string.Join(' ', (await program.ProveAsync()).Reached));
    }

    [Fact]
    public async Task What_reaches_a_project_as_a_whole_reaches_those_that_refer_to_it()
    {
        var program = new EditedProgram([
            In("Core", "A.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Web\")] class A { internal static int F() => 1; }", "class A { internal static int F() => 1; }"),
            In("Web", "Use.cs", "class Use { int G() => new[] { 1 }.Length; }"),
            In("Other", "Aside.cs", Aside)])
        {
            Projects = [new SourceProject("Core", [], []), new SourceProject("Mid", [], ["Core"]), new SourceProject("Web", [], ["Mid"]), new SourceProject("Other", [], [])],
        };
        Assert.Equal(["A.cs", "Use.cs"], (await program.ProveAsync()).Reached);
    }

    [Fact]
    public async Task A_file_of_several_projects_and_what_uses_it_elsewhere_are_looked_at()
    {
        const string Shared = "public class Shared { public string Title = \"\"; }";
        var program = new EditedProgram([
            new SourceFile("/booking/Core/Shared.cs", Shared, Shared.Replace("string", "object", StringComparison.Ordinal), ["Core", "Other"]),
            In("Core", "M.cs", "public class M : Shared { }"),
            In("Web", "B.cs", "class B { string F(M m) => m.Title; }"),
            In("Other", "C.cs", "class C { string F(Shared s) => s.Title; }")])
        {
            Projects = [new SourceProject("Core", [], []), new SourceProject("Web", [], ["Core"]), new SourceProject("Other", [], [])],
        };
        var (fresh, missed, reached) = await program.ProveAsync();
        Assert.Equal(2, fresh.Length);
        Assert.Empty(missed);
        Assert.Equal(["B.cs", "C.cs", "Shared.cs"], reached);
    }

    /// <summary>A field that nobody uses any more shows only when the project is compiled as a whole.</summary>
    [Fact]
    public async Task A_field_that_loses_its_last_use_is_an_error_where_warnings_are()
    {
        var program = new EditedProgram([
            In("App", "A.cs", "public partial class A { int F() => _agent; }", "public partial class A { int F() => 1; }"),
            In("App", "B.cs", "public partial class A { private readonly int _agent = 1; }")])
        {
            IsStrict = true,
        };
        var (fresh, missed, _) = await program.ProveAsync();
        Assert.Equal(["B.cs CS0414 The field 'A._agent' is assigned but its value is never used"], fresh);
        Assert.Empty(missed);
    }

    private static SourceFile In(string project, string path, string before, string? after = null) => new($"/booking/{project}/{path}", before, after ?? before, [project]);
}
