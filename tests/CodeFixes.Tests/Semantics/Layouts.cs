using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What is read off a file at a place: its layout, who calls, and what a name is looked up in.</summary>
public sealed class Layouts
{
    [Theory]
    [InlineData("a\r\nb", 0, "\r\n")]
    [InlineData("a\r\nb", 3, "\r\n")]
    [InlineData("a\nb\r\n", 2, "\r\n")]
    [InlineData("a", 0, "\n")]
    [InlineData("", 0, "\n")]
    public void A_line_break_is_that_of_the_line_or_of_the_file(string text, int position, string expected) => Assert.Equal(expected, Layout.LineEnd(SourceText.From(text), position));

    [Theory]
    [InlineData("  a", 2, "  ")]
    [InlineData("\t\ta", 3, "\t\t")]
    [InlineData("a\n \tb", 4, " \t")]
    [InlineData("a", 0, "")]
    public void An_indentation_is_the_white_space_of_the_line(string text, int position, string expected) => Assert.Equal(expected, Layout.Indentation(SourceText.From(text), position));

    [Theory]
    [InlineData("", "    ")]
    [InlineData("    ", "        ")]
    [InlineData("\t", "\t\t")]
    [InlineData("\t ", "\t     ")]
    public void One_level_more_is_indented_alike(string indentation, string expected) => Assert.Equal(expected, Layout.Deeper(indentation));

    [Theory]
    [InlineData("a", 1, true)]
    [InlineData("a  \nb", 1, true)]
    [InlineData("a // b", 1, true)]
    [InlineData("a /* b */", 1, false)]
    [InlineData("a b", 1, false)]
    [InlineData("a / b", 1, false)]
    public void A_comment_may_end_a_line(string text, int position, bool expected) => Assert.Equal(expected, Layout.EndsLine(SourceText.From(text), position));

    [Theory]
    [InlineData("class C { async Task M() { Call(); } }", true)]
    [InlineData("class C { Task M() { Call(); } }", false)]
    [InlineData("class C { public static async Task M() { Call(); } }", true)]
    [InlineData("class C { public C() { Call(); } }", false)]
    [InlineData("class C { int P { get { Call(); return 1; } } }", false)]
    [InlineData("class C { int F = Call(); }", false)]
    [InlineData("class C { async Task M() { Action a = () => Call(); } }", false)]
    [InlineData("class C { async Task M() { Action a = x => { Call(); }; } }", false)]
    [InlineData("class C { void M() { Func<Task> a = async () => { Call(); }; } }", true)]
    [InlineData("class C { void M() { Func<int, Task> a = async x => { Call(); }; } }", true)]
    [InlineData("class C { void M() { Func<Task> a = async delegate { Call(); }; } }", true)]
    [InlineData("class C { void M() { async Task L() { Call(); } } }", true)]
    [InlineData("class C { void M() { static async Task L() { Call(); } } }", true)]
    [InlineData("class C { async Task M() { void L() { Call(); } } }", false)]
    [InlineData("class C { async Task M() { static void L() { Call(); } } }", false)]
    [InlineData("Call();", true)]
    [InlineData("void L() { Call(); }", false)]
    public void A_caller_is_asynchronous_or_not(string text, bool expected)
    {
        var call = CallIn(text);
        Assert.Equal(expected, AsynchronousCaller.Is(call));
        Assert.Equal(expected, AsynchronousCaller.CanWait(call));
    }

    [Theory]
    [InlineData("lock (this) { Call(); }", false)]
    [InlineData("lock (this) { if (true) { Call(); } }", false)]
    [InlineData("unsafe { Call(); }", false)]
    [InlineData("var q = from x in xs select Call();", false)]
    [InlineData("try { } catch (Exception) when (Call()) { }", false)]
    [InlineData("try { } catch (Exception) { Call(); }", true)]
    [InlineData("using (x) { Call(); }", true)]
    [InlineData("lock (this) { } Call();", true)]
    [InlineData("lock (this) { Func<Task> a = async () => { Call(); }; }", true)]
    [InlineData("lock (this) { async Task L() { Call(); } }", true)]
    public void Nobody_waits_inside_a_lock_a_query_a_filter_or_unsafe_code(string body, bool expected) => Assert.Equal(expected, AsynchronousCaller.CanWait(CallIn($"class C {{ async Task M() {{ {body} }} }}")));

    [Theory]
    [InlineData("IDerived", "Base", true)]
    [InlineData("IDerived", "Own", true)]
    [InlineData("IDerived", "ToString", false)]
    [InlineData("IAlone", "Base", false)]
    [InlineData("Derived", "Inherited", true)]
    [InlineData("Derived", "Own", true)]
    [InlineData("Derived", "Missing", false)]
    [InlineData("Implementing", "Base", false)]
    [InlineData("IBoth", "Base", true)]
    public void A_member_is_found_in_the_type_its_bases_and_an_interfaces_interfaces(string type, string member, bool expected)
    {
        var compilation = CSharpCompilation.Create("Test", [CSharpSyntaxTree.ParseText("""
            interface IBase { int Base { get; } }
            interface IAlone { int Own { get; } }
            interface IDerived : IBase { int Own { get; } }
            interface IBoth : IAlone, IBase { }
            class Parent { public int Inherited; }
            class Derived : Parent { public int Own; }
            abstract class Implementing : IBase { int IBase.Base => 1; }
            class Generic<T> where T : IDerived { }
            """)]);
        var symbol = compilation.GetTypeByMetadataName(type)!;
        Assert.Equal(expected, Receivers.HasMember(symbol, member));
        Assert.False(Receivers.HasMember(null, member));
        Assert.True(Receivers.HasMember(compilation.GetTypeByMetadataName("Generic`1")!.TypeParameters[0], "Base"));
        Assert.False(Receivers.HasMember(compilation.GetTypeByMetadataName("Generic`1")!.TypeParameters[0], "Missing"));
    }

    /// <summary>What stands before a dot, what an initializer makes, what a pattern looks at; <c>-</c> where the name is looked up in no receiver.</summary>
    [Theory]
    [InlineData("_ = a.Name§;", "A")]
    [InlineData("_ = a.Other.Name§;", "B")]
    [InlineData("_ = a.Other§.Name;", "A")]
    [InlineData("_ = a?.Name§;", "A")]
    [InlineData("_ = a?.Other.Name§;", "B")]
    [InlineData("_ = a?.Other?.Name§;", "B")]
    [InlineData("_ = a§.Name;", "-")]
    [InlineData("_ = s?.Name§;", "S")]
    [InlineData("_ = A.Shared§;", "A")]
    [InlineData("_ = new A { Name§ = text };", "A")]
    [InlineData("_ = new A { Name = text§ };", "-")]
    [InlineData("_ = new A { Other = { Name§ = text } };", "B")]
    [InlineData("_ = new R() with { Name§ = text };", "R")]
    [InlineData("_ = a is { Name§: null };", "A")]
    [InlineData("_ = s is { Name§: null };", "S")]
    [InlineData("_ = missing.Name§;", "?")]
    [InlineData("_ = d.Call(Name§: text);", "dynamic")]
    [InlineData("_ = d(Name§: text);", "dynamic")]
    [InlineData("_ = a.Call(Name§: text);", "-")]
    [InlineData("A.Inner§ x = null;", "A")]
    [InlineData("System.Version§ x = null;", "null")]
    [InlineData("System§.Version x = null;", "-")]
    [InlineData("[System.Obsolete(UrlFormat§ = null)] void L() { }", "ObsoleteAttribute")]
    [InlineData("_ = text§;", "-")]
    [InlineData("text§ = null;", "-")]
    public void A_name_is_looked_up_in_its_receiver(string body, string receiver)
    {
        var at = body.IndexOf('§', StringComparison.Ordinal);
        const string Head = """
            class A { public string Name; public B Other; public static int Shared; public class Inner { } public int Call(string Name) => 1; }
            class B { public string Name; }
            record R { public string Name; }
            struct S { public string Name; }
            class Use { void M(A a, S? s, dynamic d, string text) {
            """;
        var tree = CSharpSyntaxTree.ParseText(Head + body.Remove(at, 1) + " } }");
        var model = CSharpCompilation.Create("Test", [tree], Basic.Reference.Assemblies.Net100.References.All).GetSemanticModel(tree);
        var name = (SimpleNameSyntax)tree.GetRoot().FindToken(Head.Length + at - 1).Parent!;
        var isReceived = Receivers.TryGet(name, model, out var type, CancellationToken.None);
        Assert.Equal(receiver, !isReceived ? "-" : type is null ? "null" : type.TypeKind == TypeKind.Error ? "?" : type.TypeKind == TypeKind.Dynamic ? "dynamic" : type.Name);
        Assert.Equal(receiver is "?" or "null" || !isReceived && type is null, Receivers.IsUnknown(type));
    }

    private static InvocationExpressionSyntax CallIn(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(call => call.Expression.ToString() == "Call");
}
