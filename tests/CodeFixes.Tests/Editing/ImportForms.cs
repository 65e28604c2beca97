using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Editing;

/// <summary>How an import is written into a file and taken out of it, in the file's own form.</summary>
public sealed class ImportForms
{
    [Theory]
    [InlineData("", "using M.N;\n\n")]
    [InlineData("class C;", "using M.N;\n\nclass C;")]
    [InlineData("// licence\n\nclass C;\n", "// licence\n\nusing M.N;\n\nclass C;\n")]
    [InlineData("// licence\r\n\r\nclass C;\r\n", "// licence\r\n\r\nusing M.N;\r\n\r\nclass C;\r\n")]
    [InlineData("// licence\n/// <summary>x</summary>\n[A]\nclass C;\n", "// licence\nusing M.N;\n\n/// <summary>x</summary>\n[A]\nclass C;\n")]
    [InlineData("#nullable enable\nclass C;\n", "#nullable enable\nusing M.N;\n\nclass C;\n")]
    [InlineData("  class C;\n", "using M.N;\n\n  class C;\n")]
    [InlineData("using A;\n\nclass C;\n", "using A;\nusing M.N;\n\nclass C;\n")]
    [InlineData("using A;\r\n\r\nclass C;\r\n", "using A;\r\nusing M.N;\r\n\r\nclass C;\r\n")]
    [InlineData("using Z;\n", "using M.N;\nusing Z;\n")]
    [InlineData("using System;\nusing Z;\n", "using System;\nusing M.N;\nusing Z;\n")]
    [InlineData("using Systematic;\n", "using M.N;\nusing Systematic;\n")]
    [InlineData("using System.Z;\n", "using System.Z;\nusing M.N;\n")]
    [InlineData("using A;\nusing Z;\nusing B;\n", "using A;\nusing Z;\nusing B;\nusing M.N;\n")]
    [InlineData("using Z;\nusing A;\n", "using M.N;\nusing Z;\nusing A;\n")]
    [InlineData("using X = A.B;\n", "using X = A.B;\nusing M.N;\n")]
    [InlineData("using static Z.Y;\n", "using static Z.Y;\nusing M.N;\n")]
    [InlineData("using static A.B;\nusing Z;\n", "using static A.B;\nusing M.N;\nusing Z;\n")]
    [InlineData("using A;\nusing static Z.Y;\nusing X = B;\n", "using A;\nusing M.N;\nusing static Z.Y;\nusing X = B;\n")]
    [InlineData("global using Z;\n", "global using Z;\nusing M.N;\n")]
    [InlineData("global using Z;\nusing A;\n", "global using Z;\nusing A;\nusing M.N;\n")]
    [InlineData("using A;", "using A;\nusing M.N;")]
    [InlineData("using A; class C;\n", "using A;\nusing M.N; class C;\n")]
    [InlineData("using A; // why\nclass C;\n", "using A; // why\nusing M.N;\nclass C;\n")]
    [InlineData("using A; /* why */\nclass C;\n", "using A;\nusing M.N; /* why */\nclass C;\n")]
    [InlineData("namespace N\n{\n    using A;\n\n    class C;\n}\n", "namespace N\n{\n    using A;\n    using M.N;\n\n    class C;\n}\n")]
    [InlineData("namespace N\n{\n    using Z;\n\n    class C;\n}\n", "namespace N\n{\n    using M.N;\n    using Z;\n\n    class C;\n}\n")]
    [InlineData("namespace N { }\nnamespace O\n{\n    using A;\n}\n", "namespace N { }\nnamespace O\n{\n    using A;\n    using M.N;\n}\n")]
    [InlineData("using B;\nnamespace O\n{\n    using A;\n}\n", "using B;\nusing M.N;\nnamespace O\n{\n    using A;\n}\n")]
    [InlineData("namespace N;\n\nclass C;\n", "using M.N;\n\nnamespace N;\n\nclass C;\n")]
    public void An_import_is_added_in_its_order_and_in_the_files_form(string before, string after) => Assert.Equal(after, Added(before, "M.N"));

    [Theory]
    [InlineData("System", "using Systematic;\n", "using System;\nusing Systematic;\n")]
    [InlineData("System.Linq", "using A;\n", "using System.Linq;\nusing A;\n")]
    [InlineData("System.Linq", "using System;\nusing System.Text;\n", "using System;\nusing System.Linq;\nusing System.Text;\n")]
    [InlineData("Alpha", "using System;\n", "using System;\nusing Alpha;\n")]
    [InlineData("Systematic", "using System.Z;\nusing T;\n", "using System.Z;\nusing Systematic;\nusing T;\n")]
    public void The_platforms_namespaces_come_first(string space, string before, string after) => Assert.Equal(after, Added(before, space));

    [Theory]
    [InlineData("using A;\nusing Z;\n", "using A;\nusing C;\nusing D;\nusing Z;\n")]
    [InlineData("class X;\n", "using C;\nusing D;\n\nclass X;\n")]
    [InlineData("class X;\r\n", "using C;\r\nusing D;\r\n\r\nclass X;\r\n")]
    [InlineData("namespace N\n{\n    using Z;\n}\n", "namespace N\n{\n    using C;\n    using D;\n    using Z;\n}\n")]
    public void Imports_that_are_added_at_one_place_are_one_block(string before, string after)
    {
        var document = DocumentOf(before);
        Assert.Equal(after, Apply(before, ImportEdits.Add(document, "D"), ImportEdits.Add(document, "C"), ImportEdits.Add(document, "D")));
    }

    [Fact]
    public void Imports_that_are_added_together_have_the_platforms_first()
    {
        var document = DocumentOf("class X;\n");
        Assert.Equal("using System.Z;\nusing A;\n\nclass X;\n", Apply("class X;\n", ImportEdits.Add(document, "A"), ImportEdits.Add(document, "System.Z")));
    }

    [Fact]
    public void Text_of_another_kind_at_the_same_place_stays_in_its_order() =>
        Assert.Equal("B; using A;\nclass X;", Apply("class X;", new Edit(default, "B; using A;\n"), new Edit(new TextSpan(0, 5), "class")));

    [Theory]
    [InlineData("using A;\nusing B;\nclass C;\n", "using B;\nclass C;\n")]
    [InlineData("using A;\n\nclass C;\n", "class C;\n")]
    [InlineData("using A;\n  \nclass C;\n", "class C;\n")]
    [InlineData("using A;\r\n\r\nclass C;\r\n", "class C;\r\n")]
    [InlineData("using A;\n\n", "")]
    [InlineData("using A;\n", "")]
    [InlineData("using A;\n ", " ")]
    [InlineData("// licence\nusing A;\n\nclass C;\n", "// licence\n\nclass C;\n")]
    [InlineData("  using A;  \nclass C;\n", "class C;\n")]
    [InlineData("using A; // why\nclass C;\n", "class C;\n")]
    [InlineData("using A; class C;\n", " class C;\n")]
    [InlineData("/* why */ using A;\nclass C;\n", "/* why */ \nclass C;\n")]
    [InlineData("using A; using B;\n", " using B;\n")]
    public void An_import_goes_with_its_line_where_nothing_else_is_on_it(string before, string after)
    {
        var text = SourceText.From(before);
        var import = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot().Usings[0];
        Assert.Equal(after, Apply(before, ImportEdits.RemoveLine(text, import)));
    }

    private static string Added(string before, string space) => Apply(before, ImportEdits.Add(DocumentOf(before), space));

    private static string Apply(string before, params Edit[] edits) => FileRewrite.Apply("/a.cs", SourceText.From(before), edits)!.After.ToString();

    /// <summary>A document whose text alone matters.</summary>
    private static DocumentView DocumentOf(string text) => new(null!, null, "/a.cs", CSharpSyntaxTree.ParseText(text), SourceText.From(text));
}
