using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Tests.Wire;

/// <summary>Names that are written out in the code: they stay, and the report knows them.</summary>
public sealed class WrittenNameTests
{
    [Theory]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Column(\"id\")]", "Persisted")]
    [InlineData("[MongoDB.Bson.Serialization.Attributes.BsonElement(\"id\")]", "Persisted")]
    [InlineData("[System.Runtime.Serialization.DataMember(Name = \"id\")]", "Persisted")]
    [InlineData("[System.Xml.Serialization.XmlElement(\"id\")]", "Persisted")]
    [InlineData("[System.Xml.Serialization.XmlElement(ElementName = \"id\")]", "Persisted")]
    [InlineData("[System.Xml.Serialization.XmlAttribute(\"id\")]", "Persisted")]
    [InlineData("[System.Xml.Serialization.XmlAttribute(AttributeName = \"id\")]", "Persisted")]
    [InlineData("[System.Xml.Serialization.XmlArray(\"id\")]", "Persisted")]
    [InlineData("[System.Text.Json.Serialization.JsonPropertyName(\"id\")]", "Json")]
    [InlineData("[Newtonsoft.Json.JsonProperty(\"id\")]", "Json")]
    [InlineData("[Newtonsoft.Json.JsonProperty(PropertyName = \"id\")]", "Json")]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromRoute(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromQuery(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromForm(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Mvc.FromHeader(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Mvc.BindProperty(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Mvc.ModelBinder(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Components.SupplyParameterFromQuery(Name = \"id\")]", "Route")]
    [InlineData("[Microsoft.AspNetCore.Components.SupplyParameterFromForm(Name = \"id\")]", "Route")]
    [InlineData("[System.ComponentModel.DataAnnotations.Display(Name = \"id\")]", null)]
    [InlineData("[Obsolete(\"id\")]", null)]
    public async Task An_attribute_that_says_a_name_is_a_contract_that_stays(string attribute, string? kind)
    {
        static string Text(string attribute, string name) => $$"""public class User { {{attribute}} public string[] {{name}} { get; set; } = []; }""";
        foreach (var setting in new[] { "keep", "change" })
        {
            var outcome = await SmallProgram.RewriteAsync(Unchanged(Text(attribute, "ClerkUserIds")).With(Package.RealAspNetCore).With(Package.Newtonsoft).With(Package.MongoDB)
                .Configured("c2w_json_names = " + setting).Configured("c2w_persisted_names = " + setting));
            Assert.Equal(Text(attribute, "WorkosUserIds"), outcome.Text);
            Assert.Equal(kind is null ? [] : [$"{kind} User: id -> id"], outcome.Contracts);
        }
    }

    [Theory]
    [InlineData("[FromRoute]", "FromRoute", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[FromQuery]", "FromQuery", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[FromForm]", "FromForm", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[FromHeader]", "FromHeader", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[BindProperty]", "BindProperty", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[BindProperty(SupportsGet = true)]", "BindProperty", "Microsoft.AspNetCore.Mvc")]
    [InlineData("[SupplyParameterFromQuery]", "SupplyParameterFromQuery", "Microsoft.AspNetCore.Components")]
    [InlineData("[SupplyParameterFromForm]", "SupplyParameterFromForm", "Microsoft.AspNetCore.Components")]
    public async Task An_attribute_that_binds_a_property_by_its_name_gets_that_name(string attribute, string name, string space)
    {
        static string Text(string space, string attribute, string property) => $$"""
            using {{space}};
            public class Place { {{attribute}} public string? {{property}} { get; set; } }
            """;
        var kept = await SmallProgram.RewriteAsync(Unchanged(Text(space, attribute, "ClerkUserId")).With(Package.RealAspNetCore).Configured("c2w_json_names = keep"));
        var pinned = attribute.Contains('(', StringComparison.Ordinal) ? attribute.Replace(")", ", Name = \"ClerkUserId\")", StringComparison.Ordinal) : $"[{name}(Name = \"ClerkUserId\")]";
        Assert.Equal(Text(space, pinned, "WorkosUserId"), kept.Text);
        Assert.Equal(["Route Place: ClerkUserId -> ClerkUserId"], kept.Contracts);
        var moved = await SmallProgram.RewriteAsync(Unchanged(Text(space, attribute, "ClerkUserId")).With(Package.RealAspNetCore));
        Assert.Equal(Text(space, attribute, "WorkosUserId"), moved.Text);
        Assert.Equal(["Route Place: ClerkUserId -> WorkosUserId"], moved.Contracts);
    }

    [Theory]
    [InlineData("ForeignKey")]
    [InlineData("InverseProperty")]
    [InlineData("Compare")]
    [InlineData("MemberNotNull")]
    [InlineData("MemberNotNullWhen")]
    [InlineData("NotNullIfNotNull")]
    [InlineData("CallerArgumentExpression")]
    [InlineData("InterpolatedStringHandlerArgument")]
    [InlineData("NotifyPropertyChangedFor")]
    [InlineData("DependsOn")]
    [InlineData("DebuggerDisplay")]
    [InlineData("Bind")]
    [InlineData("PrimaryKey")]
    [InlineData("Index")]
    [InlineData("AlternateKey")]
    [InlineData("MemberData")]
    [InlineData("DynamicData")]
    [InlineData("TestCaseSource")]
    [InlineData("UnsafeAccessor")]
    [InlineData("DynamicDependency")]
    [InlineData("Described", false)]
    public async Task An_attribute_that_names_a_member_keeps_it(string name, bool stays = true)
    {
        var outcome = await SmallProgram.RewriteAsync(Unchanged($$"""
            public class User
            {
                public string ClerkUserId { get; set; } = "";
                [Ours.{{name}}("ClerkUserId")] public string Other { get; set; } = "";
            }
            namespace Ours { public sealed class {{name}}Attribute(params object[] names) : Attribute { public object[] Names => names; } }
            """));
        Assert.Equal(stays, outcome.Left.Contains("3 C2W101: " + Reasons.AttributeString("Program.cs")));
        Assert.Equal(stays, outcome.Text.Contains("public string ClerkUserId", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.Action(\"x\", new { id })", true)]
    [InlineData("a?.Action(\"x\", new { id })", true)]
    [InlineData("Action(\"x\", new { id })", true)]
    [InlineData("a.ActionLink(new { id })", true)]
    [InlineData("a.RedirectToAction(new { id })", true)]
    [InlineData("a.RedirectToPage(new { id })", true)]
    [InlineData("a.RedirectToRoute(new { id })", true)]
    [InlineData("a.CreatedAtAction(new { id })", true)]
    [InlineData("a.CreatedAtRoute(new { id })", true)]
    [InlineData("a.AcceptedAtAction(new { id })", true)]
    [InlineData("a.AcceptedAtRoute(new { id })", true)]
    [InlineData("a.RouteUrl(new { id })", true)]
    [InlineData("a.Page(new { id })", true)]
    [InlineData("a.PageLink(new { id })", true)]
    [InlineData("a.Link(new { id })", true)]
    [InlineData("a.GetPathByAction(new { id })", true)]
    [InlineData("a.GetUriByAction(new { id })", true)]
    [InlineData("a.GetPathByName(new { id })", true)]
    [InlineData("a.GetUriByName(new { id })", true)]
    [InlineData("a.GetPathByPage(new { id })", true)]
    [InlineData("a.GetUriByPage(new { id })", true)]
    [InlineData("a.GetPathByRouteValues(new { id })", true)]
    [InlineData("a.GetUriByRouteValues(new { id })", true)]
    [InlineData("a.RedirectToActionPermanent(new { id })", true)]
    [InlineData("a.RedirectToPagePermanent(new { id })", true)]
    [InlineData("a.Ok(new { id })", false)]
    [InlineData("a.Action(new[] { new { id } })", false)]
    [InlineData("new Action(new { id })", false)]
    [InlineData("(a)(new { id })", false)]
    public void An_anonymous_object_is_route_values_where_a_link_is_made(string call, bool takes) =>
        Assert.Equal(takes, Clerk2WorkOS.CodeFixes.Rewriting.Routes.TakesRouteValues(SyntaxFactory.ParseExpression(call).DescendantNodes().OfType<AnonymousObjectCreationExpressionSyntax>().Single()));

    [Theory]
    [InlineData("[Column(nameof(Id))] int Id;", true)]
    [InlineData("[ColumnAttribute(nameof(Id))] int Id;", true)]
    [InlineData("[Some.Column(nameof(Id))] int Id;", true)]
    [InlineData("[Column(nameof(C.Id))] int Id;", true)]
    [InlineData("[Column(\"x\", TypeName = nameof(Id))] int Id;", true)]
    [InlineData("[JsonPropertyName(nameof(Id))] int Id;", true)]
    [InlineData("[JsonProperty(nameof(Id))] int Id;", true)]
    [InlineData("[DataMember(Name = nameof(Id))] int Id;", true)]
    [InlineData("[BsonElement(nameof(Id))] int Id;", true)]
    [InlineData("[FromQuery(Name = nameof(Id))] int Id;", true)]
    [InlineData("[FromRoute(Name = nameof(Id))] int Id;", true)]
    [InlineData("[FromForm(Name = nameof(Id))] int Id;", true)]
    [InlineData("[FromHeader(Name = nameof(Id))] int Id;", true)]
    [InlineData("[XmlElement(nameof(Id))] int Id;", true)]
    [InlineData("[XmlAttribute(nameof(Id))] int Id;", true)]
    [InlineData("[XmlAttributeAttribute(nameof(Id))] int Id;", true)]
    [InlineData("[XmlArray(nameof(Id))] int Id;", true)]
    [InlineData("[BindProperty(Name = nameof(Id))] int Id;", true)]
    [InlineData("[ModelBinder(Name = nameof(Id))] int Id;", true)]
    [InlineData("[SupplyParameterFromQuery(Name = nameof(Id))] int Id;", true)]
    [InlineData("[SupplyParameterFromForm(Name = nameof(Id))] int Id;", true)]
    [InlineData("void M() => p.HasColumnName(nameof(Id));", true)]
    [InlineData("void M() => p.SetColumnName(nameof(Id));", true)]
    [InlineData("void M() => p.SetElementName(nameof(Id));", true)]
    [InlineData("void M() => HasColumnName(nameof(Id));", false)]
    [InlineData("void M() => p.HasComment(nameof(Id));", false)]
    [InlineData("[Display(Name = nameof(Id))] int Id;", false)]
    [InlineData("[Column(nameof(Id.Length))] int Id;", false)]
    [InlineData("[Column(typeof(Id))] int Id;", false)]
    [InlineData("string M() => nameof(Id);", false)]
    public void A_nameof_says_a_name_on_the_wire_where_a_mapping_takes_it(string member, bool isOnTheWire)
    {
        var token = CSharpSyntaxTree.ParseText($"class C {{ {member} }}").GetRoot().DescendantTokens().First(token => token.ValueText == "Id");
        Assert.Equal(isOnTheWire, FluentColumn.NameofOnTheWire(token) is not null);
    }
}
