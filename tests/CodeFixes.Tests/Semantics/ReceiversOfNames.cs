using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What a name is looked up in, where it is written behind something.</summary>
public sealed class ReceiversOfNames
{
    /// <summary>The name is <c>Wanted</c>; no receiver at all is a dash, and one whose type nobody knows a question mark.</summary>
    [Theory]
    [InlineData("_ = user.Wanted;", "User")]
    [InlineData("_ = this.Wanted;", "Place")]
    [InlineData("_ = User.Wanted;", "User")]
    [InlineData("_ = Wanted.Length;", "-")]
    [InlineData("_ = Wanted;", "-")]
    [InlineData("_ = missing.Wanted;", "?")]
    [InlineData("_ = user.Missing.Wanted;", "?")]
    [InlineData("_ = user?.Wanted;", "User")]
    [InlineData("_ = user?.Owner.Wanted;", "Team")]
    [InlineData("_ = user?.Owner?.Wanted;", "Team")]
    [InlineData("_ = missing?.Wanted;", "?")]
    [InlineData("_ = point?.Wanted;", "Point")]
    [InlineData("_ = point.Wanted;", "Point")]
    [InlineData("_ = new User { Wanted = \"\" };", "User")]
    [InlineData("User made = new() { Wanted = \"\" };", "User")]
    [InlineData("_ = user with { Wanted = \"\" };", "User")]
    [InlineData("_ = new User { Owner = { Wanted = \"\" } };", "Team")]
    [InlineData("_ = new User { Owner = Wanted };", "-")]
    [InlineData("Wanted = 1;", "-")]
    [InlineData("_ = user is { Wanted: 1 };", "User")]
    [InlineData("_ = user is { Owner: { Wanted: 1 } };", "Team")]
    [InlineData("_ = other is Team { Wanted: 1 };", "Team")]
    [InlineData("Call(Wanted: 1);", "-")]
    [InlineData("user.Call(Wanted: 1);", "-")]
    [InlineData("Wanted(1);", "-")]
    [InlineData("user.Wanted(1);", "User")]
    [InlineData("loose.Call(Wanted: 1);", "dynamic")]
    [InlineData("loose(Wanted: 1);", "dynamic")]
    [InlineData("_ = new User(Wanted: 1);", "-")]
    [InlineData("User.Wanted made = null!;", "User")]
    [InlineData("System.Wanted made = null!;", "?")]
    public void A_name_is_looked_up_in_what_stands_before_it(string statement, string type) => Assert.Equal(type, ReceiverOf($$"""
        class User { public Team Owner = new(); public void Call(int other) { } }
        class Team { }
        struct Point { }
        class Place { void M(User user, Point? point, object other, dynamic loose) { {{statement}} } void Call(int other) { } }
        """));

    [Theory]
    [InlineData("[Named(Wanted = 1)]", "NamedAttribute")]
    [InlineData("[Missing(Wanted = 1)]", "?")]
    [InlineData("[Named(Wanted)]", "-")]
    [InlineData("[Wanted]", "-")]
    public void A_name_in_an_attribute_is_looked_up_in_its_type(string attribute, string type) =>
        Assert.Equal(type, ReceiverOf($"class NamedAttribute : System.Attribute {{ }} {attribute} class Place {{ }}"));

    [Theory]
    [InlineData("class Wanted { public int Id; }", true)]
    [InlineData("class Base { public int Id; } class Wanted : Base { }", true)]
    [InlineData("class Wanted { public int Ids; }", false)]
    [InlineData("interface IBase { int Id { get; } } interface Wanted : IBase { }", true)]
    [InlineData("interface IBase { int Id { get; } } interface IMiddle : IBase { } interface IOther { } interface Wanted : IOther, IMiddle { }", true)]
    [InlineData("interface IBase { int Id { get; } } abstract class Wanted : IBase { int IBase.Id => 1; }", false)]
    [InlineData("interface Wanted { int Ids { get; } }", false)]
    [InlineData("struct Wanted { public int Id; }", true)]
    public void A_type_has_its_own_members_and_those_of_its_bases(string types, bool has)
    {
        var wanted = Compile(types).GetTypeByMetadataName("Wanted");
        Assert.Equal(has, Receivers.HasMember(wanted, "Id"));
        Assert.False(Receivers.IsUnknown(wanted));
    }

    [Theory]
    [InlineData("where T : Base", true)]
    [InlineData("where T : IOther, IBase", true)]
    [InlineData("where T : IOther", false)]
    [InlineData("where T : class", false)]
    [InlineData("", false)]
    public void A_type_parameter_has_the_members_of_its_constraints(string constraints, bool has)
    {
        var compilation = Compile($"class Base {{ public int Id; }} interface IBase {{ int Id {{ get; }} }} interface IOther {{ }} class Wanted<T> {constraints} {{ }}");
        Assert.Equal(has, Receivers.HasMember(compilation.GetTypeByMetadataName("Wanted`1")!.TypeParameters[0], "Id"));
    }

    [Fact]
    public void What_is_not_known_has_no_members()
    {
        Assert.False(Receivers.HasMember(null, "Id"));
        Assert.True(Receivers.IsUnknown(null));
        Assert.True(Receivers.IsUnknown(Compile("").CreateErrorTypeSymbol(null, "Missing", 0)));
    }

    private static CSharpCompilation Compile(string text) => CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(text)], Basic.Reference.Assemblies.Net100.References.All);

    private static string ReceiverOf(string text)
    {
        var compilation = Compile(text);
        var tree = compilation.SyntaxTrees.Single();
        var name = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Single(name => name.Identifier.ValueText == "Wanted");
        if (!Receivers.TryGet(name, compilation.GetSemanticModel(tree), out var type, CancellationToken.None))
            return "-";
        return Receivers.IsUnknown(type) ? "?" : type!.TypeKind == TypeKind.Dynamic ? "dynamic" : type.Name;
    }
}
