using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Razor;

/// <summary>What the template of a <c>@page</c> line fills.</summary>
public class RazorRoutesTests
{
    private const string Framework = """
        public class RouteAttribute : System.Attribute { public RouteAttribute(string template) { } }
        public class OtherAttribute : System.Attribute { }
        public class ParameterAttribute : System.Attribute { }
        public class BindPropertyAttribute : System.Attribute { }
        public class BindPropertiesAttribute : System.Attribute { }
        public class FromRouteAttribute : System.Attribute { }
        public class RazorCompiledItemMetadataAttribute : System.Attribute { public RazorCompiledItemMetadataAttribute(string key, string value) { } public RazorCompiledItemMetadataAttribute() { } }

        """;

    private const string Component = """
        public class Base { [Parameter] public string CLERKID { get; set; } [Other] public string Clerkid { get; set; } }
        [global::RouteAttribute("/users/{clerkId}")]
        public class Expert : Base
        {
            [Parameter] public string ClerkId { get; set; }
            [Other, Parameter] public string Tail { get; set; }
            [BindProperty] public string clerkID { get; set; }
            [FromRoute] public string ClerkID { get; set; }
            public string clerkid { get; set; }
            public void OnGet(string clerkId) { }
        }
        """;

    private const string Page = """
        public class Base
        {
            [BindProperty] public string CLERKID { get; set; }
            public void OnPost(string other, string clerkID) { }
        }
        public class Model : Base
        {
            public Model(string clerkId) { }
            [FromRoute] public string ClerkId { get; set; }
            [Parameter] public string Clerkid { get; set; }
            public string clerkid { get; set; }
            public void OnGet(string clerkId) { }
            public void Other(string clerkId) { }
        }
        [RazorCompiledItemMetadataAttribute("RouteTemplate", "/users/{clerkId}")]
        public class Expert { public Model Model => null; public void OnGet(string clerkid) { } }
        """;

    [Fact]
    public void A_component_takes_it_in_its_parameters() => Assert.Equal(
        ["Expert.ClerkId", "Base.CLERKID"], BoundBy(Component, "clerkId"));

    [Fact]
    public void A_component_is_not_bound_as_a_whole() => Assert.Equal(
        ["Expert.ClerkId", "Base.CLERKID"], BoundBy(Component.Replace("{clerkId}\")]", "{clerkId}\"), BindProperties]", StringComparison.Ordinal), "clerkId"));

    [Fact]
    public void Any_parameter_may_take_it() => Assert.Equal(["Expert.Tail"], BoundBy(Component, "tail"));

    [Fact]
    public void A_page_takes_it_in_bound_properties_and_handlers_of_its_model() => Assert.Equal(
        ["Model.ClerkId", "Model.OnGet.clerkId", "Base.CLERKID", "Base.OnPost.clerkID"], BoundBy(Page, "clerkId"));

    [Fact]
    public void A_model_may_be_bound_as_a_whole() => Assert.Equal(
        ["Model.ClerkId", "Model.Clerkid", "Model.clerkid", "Model.OnGet.clerkId", "Base.CLERKID", "Base.OnPost.clerkID"],
        BoundBy(Page.Replace("public class Model :", "[Other, BindProperties] public class Model :", StringComparison.Ordinal), "clerkId"));

    [Theory]
    [InlineData("public Model Model => null;", "")]
    [InlineData("public Model Model => null;", "public Model Model() => null;")]
    [InlineData("public Model Model => null;", "public Model Model;")]
    [InlineData("public Model Model => null;", "public System.DateTime Model => default;")]
    public void A_page_without_a_model_takes_it_itself(string model, string instead) => Assert.Equal(
        ["Expert.OnGet.clerkid"], BoundBy(Page.Replace(model, instead, StringComparison.Ordinal), "clerkId"));

    [Theory]
    [InlineData(Component)]
    [InlineData(Page)]
    public void Nothing_takes_what_nobody_asks_for(string code) => Assert.Empty(BoundBy(code, "other2"));

    [Fact]
    public void Only_what_Razor_generates_has_a_page_line()
    {
        Assert.Empty(BoundBy(Component, "clerkId", "/app/Expert.cs"));
        Assert.Empty(BoundBy(Page, "clerkId", "/app/Expert.cs"));
    }

    [Theory]
    [InlineData("RouteAttribute(\"/\")", true)]
    [InlineData("global::RouteAttribute(\"/\")", true)]
    [InlineData("RazorCompiledItemMetadataAttribute(\"RouteTemplate\", \"/\")", true)]
    [InlineData("RazorCompiledItemMetadataAttribute(\"Identifier\", \"/\")", false)]
    [InlineData("RazorCompiledItemMetadataAttribute(Key, \"RouteTemplate\")", false)]
    [InlineData("RazorCompiledItemMetadataAttribute()", false)]
    [InlineData("RazorCompiledItemMetadataAttribute", false)]
    [InlineData("OtherAttribute(\"RouteTemplate\")", false)]
    [InlineData("Other", false)]
    public void The_generator_writes_the_page_line_as_one_of_two_attributes(string attribute, bool isTemplate)
    {
        var tree = CSharpSyntaxTree.ParseText($"[{attribute}] class Expert {{ }}", path: "/obj/Expert_razor.g.cs");
        Assert.Equal(isTemplate, RazorRoutes.IsTemplate(tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Single()));
    }

    [Fact]
    public void A_template_without_a_class_fills_nothing()
    {
        var compilation = Compile("[assembly: RazorCompiledItemMetadataAttribute(\"RouteTemplate\", \"/{clerkId}\")]\n" + Page, "/obj/Expert_cshtml.g.cs");
        var tree = compilation.SyntaxTrees[0];
        Assert.Empty(RazorRoutes.BoundBy(tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().First(), "clerkId", compilation.GetSemanticModel(tree), CancellationToken.None));
    }

    private static List<string> BoundBy(string code, string placeholder, string path = "/obj/Expert_cshtml.g.cs")
    {
        var compilation = Compile(code, path);
        var tree = compilation.SyntaxTrees[0];
        var attribute = tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().First(attribute => attribute.ArgumentList is not null);
        return [.. RazorRoutes.BoundBy(attribute, placeholder, compilation.GetSemanticModel(tree), CancellationToken.None).Select(symbol => symbol is IParameterSymbol
            ? $"{symbol.ContainingType.Name}.{symbol.ContainingSymbol.Name}.{symbol.Name}"
            : $"{symbol.ContainingType.Name}.{symbol.Name}")];
    }

    private static CSharpCompilation Compile(string code, string path) => CSharpCompilation.Create(
        "App",
        [CSharpSyntaxTree.ParseText(code, TestPlatform.ParseOptions, path), CSharpSyntaxTree.ParseText(Framework, TestPlatform.ParseOptions)],
        TestPlatform.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
