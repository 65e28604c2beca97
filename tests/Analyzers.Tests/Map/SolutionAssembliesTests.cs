using Basic.Reference.Assemblies;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.Analyzers.Tests.Map;

/// <summary>Which assemblies can hold a team's own types.</summary>
public class SolutionAssembliesTests
{
    [Theory]
    [InlineData("Booking.Schema", true)]
    [InlineData("Systems.Booking", true)]
    [InlineData("Systematic", true)]
    [InlineData("MicrosoftTools", true)]
    [InlineData("Netstandard.Tools", true)]
    [InlineData("System", false)]
    [InlineData("System.Text.Json", false)]
    [InlineData("Microsoft.EntityFrameworkCore", false)]
    [InlineData("mscorlib", false)]
    [InlineData("netstandard", false)]
    [InlineData("WindowsBase", false)]
    public void The_platforms_are_passed_over(string name, bool isLookedAt)
    {
        var library = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText("public class Any { }")], [Net100.References.SystemRuntime], new(OutputKind.DynamicallyLinkedLibrary));
        var compilation = CSharpCompilation.Create("App", [], [Net100.References.SystemRuntime, library.ToMetadataReference()], new(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal(isLookedAt ? $"App {name}" : "App", string.Join(' ', SolutionAssemblies.Of(compilation).Select(assembly => assembly.Name)));
    }

    [Fact]
    public void Types_are_found_in_every_namespace_and_in_no_other_type()
    {
        var compilation = TestPlatform.Compile("App", "class A { class B { } } namespace N { class B { class A { } } namespace M { interface A { } } }", []);
        var found = new List<INamedTypeSymbol>();
        SolutionAssemblies.Types(compilation.Assembly.GlobalNamespace, type => type.Name == "A", found);
        Assert.Equal("A N.M.A", string.Join(' ', found.Select(type => type.ToDisplayString()).Order(StringComparer.Ordinal)));
    }
}
