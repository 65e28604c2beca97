using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Names;

/// <summary>The places of a declaration, which stand for it across projects.</summary>
public sealed class DeclarationSites
{
    [Theory]
    [InlineData("a.cs", 9, "b.cs", 1, -1)]
    [InlineData("b.cs", 1, "a.cs", 9, 1)]
    [InlineData("B.cs", 9, "a.cs", 1, -1)]
    [InlineData("a.cs", 1, "a.cs", 9, -1)]
    [InlineData("a.cs", 9, "a.cs", 1, 1)]
    [InlineData("a.cs", 9, "a.cs", 9, 0)]
    public void Files_come_first_and_then_places(string path, int start, string otherPath, int otherStart, int order) =>
        Assert.Equal(order, Math.Sign(new Site(path, start).CompareTo(new Site(otherPath, otherStart))));

    [Theory]
    [InlineData("User", "A.cs:21 A.cs:44 B.cs:14 C.cs:22")]
    [InlineData("Empty", "C.cs:41")]
    public async Task A_type_of_several_parts_has_all_of_their_places_in_order(string type, string places)
    {
        var snapshot = await SmallProgram.ReadAsync(Preservation.Files
            .Given("C.cs", "public partial class  User { } class     Empty { }").Given("B.cs", "partial class User { }").Given("A.cs", "public partial class User { } partial class User { }"));
        Assert.Equal(places, string.Join(' ', Sites.Of(SmallProgram.TypeOf(snapshot, type)).Select(site => $"{Path.GetFileName(site.Path)}:{site.Start}")));
        Assert.Empty(Sites.Of(snapshot.Projects[0].Compilation.GetSpecialType(SpecialType.System_String)));
    }

    /// <summary>Anonymous objects of the same shape are one type, and of another shape another.</summary>
    [Theory]
    [InlineData("new { ClerkUserId = 1, Name = 2 }", "new { ClerkUserId = 3, Name = 4 }", true)]
    [InlineData("new { ClerkUserId = 1, Name = 2 }", "new { ClerkUserId = 3 }", false)]
    [InlineData("new { ClerkUserId = 1, Name = 2 }", "new { Name = 4, ClerkUserId = 3 }", false)]
    [InlineData("new { ClerkUserId = 1, Name = 2 }", "new { ClerkUserId = 3, Name = \"\" }", false)]
    public async Task A_member_of_an_anonymous_type_goes_by_its_shape(string one, string other, bool isSame)
    {
        var snapshot = await SmallProgram.ReadAsync(Preservation.Files.Given("A.cs", $"class A {{ object One() => ({one}).ClerkUserId; object Other() => ({other}).ClerkUserId; object Name() => ({one}).Name; }}"));
        var document = snapshot.Documents.Single(document => document.Path.EndsWith("A.cs", StringComparison.Ordinal));
        var members = document.Root.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax>()
            .Select(access => Sites.Of(document.Model.GetSymbolInfo(access).Symbol!).Single()).ToList();
        Assert.Equal(isSame, members[0] == members[1]);
        Assert.NotEqual(members[0], members[2]);
    }

    [Theory]
    [InlineData("new User()", "User")]
    [InlineData("user.Items.Count", "List.Count")]
    [InlineData("user.Get<int>()", "User.Get")]
    [InlineData("user.Extended()", "Extensions.Extended")]
    [InlineData("Local<int>()", "Local")]
    [InlineData("(A: 1, B: 2).B", "ValueTuple.B")]
    public async Task A_use_means_the_definition(string expression, string root)
    {
        var snapshot = await SmallProgram.ReadAsync(Preservation.Files.Given("A.cs", $$"""
            public class User { public List<int> Items { get; } = new(); public T? Get<T>() => default; }
            public static class Extensions { public static int Extended<T>(this T it) => 1; }
            static class A { static object? M(User user) { return {{expression}}; T? Local<T>() => default; } }
            """.Replace("T? Local<T>() => default;", expression.StartsWith("Local", StringComparison.Ordinal) ? "T? Local<T>() => default;" : "", StringComparison.Ordinal)));
        var document = snapshot.Documents.Single(document => document.Path.EndsWith("A.cs", StringComparison.Ordinal));
        var returned = document.Root.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ReturnStatementSyntax>().Single().Expression!;
        var found = Sites.Root(document.Model.GetSymbolInfo(returned).Symbol!);
        Assert.Equal(root, (found.ContainingSymbol is INamedTypeSymbol type ? type.Name + "." : "") + found.Name);
        Assert.True(found is IFieldSymbol || SymbolEqualityComparer.Default.Equals(found, found.OriginalDefinition));
    }
}
