using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Tests.Robustness;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Names;

public class DeclaredNameTests
{
    [Fact]
    public void Every_declaration_has_a_symbol_of_its_name()
    {
        var compilation = RuleProject.Of("""
            using clerkId1 = System.String;
            delegate void ClerkId2();
            class ClerkId3<ClerkId4>
            {
                int clerkId5; event System.Action ClerkId6; event System.Action ClerkId7 { add { } remove { } }
                int ClerkId8 { get; }
                (int ClerkId9, int) _t;
                enum E { ClerkId10 }
                void ClerkId11(object clerkId12, (int, int) p, int[] all)
                {
                    int clerkId13 = 0; var (clerkId14, (clerkId15, _)) = (1, (2, 3));
                    if (clerkId12 is string clerkId16 && int.TryParse("", out var clerkId17)) { }
                    foreach (var clerkId18 in all) { }
                    foreach (var (clerkId19, _) in new[] { p }) { }
                    try { } catch (System.Exception clerkId20) { }
                    void ClerkId21() { }
                    var t = (ClerkId22: 1, 2); var a = new { ClerkId23 = 1 };
                    clerkId24: ;
                    var q = from clerkId25 in all let clerkId26 = 1 join clerkId27 in all on 1 equals 1 join x in all on 1 equals 1 into clerkId28
                            select 1 into clerkId29 select 1;
                    System.Func<int, int> f = clerkId30 => clerkId30;
                    unsafe { fixed (int* clerkId31 = all) { } }
                    for (int clerkId32 = 0; ;) { }
                    using var clerkId33 = (System.IDisposable)null;
                    switch (all) { case int[] clerkId34: break; case [var clerkId35, ..var clerkId36]: break; }
                }
            }
            """).Compile();
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var declared = new List<string>();
        foreach (var token in CandidateWords.Identifiers(tree.GetRoot(), tree.GetText(), Words.Clerk))
        {
            if (DeclaredName.TryGet(token, model, default) is not { } symbol)
                continue;
            Assert.Equal(token.ValueText, symbol.Name);
            declared.Add(symbol.Name.Replace("clerkId", "ClerkId"));
        }

        Assert.Equal(Enumerable.Range(1, 36).Select(number => $"ClerkId{number}"), declared);
    }

    [Fact]
    public void References_and_constructors_declare_nothing()
    {
        var compilation = RuleProject.Of("class ClerkId { ClerkId() { } ~ClerkId() { } static ClerkId Make() => new ClerkId(); }").Compile();
        var tree = compilation.SyntaxTrees[0];
        var tokens = CandidateWords.Identifiers(tree.GetRoot(), tree.GetText(), Words.Clerk);

        Assert.Single(tokens, token => DeclaredName.NodeOf(token) is not null);
        Assert.Equal(2, tokens.Count(DeclaredName.RepeatsTypeName));
    }

    [Fact]
    public void Half_typed_code_does_not_throw()
    {
        for (var end = 0; end < RobustnessSample.Code.Length; end += 41)
        {
            var compilation = RuleProject.Of(RobustnessSample.Code[..end]).Compile();
            var tree = compilation.SyntaxTrees[0];
            var model = compilation.GetSemanticModel(tree);
            foreach (var token in CandidateWords.Identifiers(tree.GetRoot(), tree.GetText(), Words.Clerk))
                DeclaredName.TryGet(token, model, default);
        }
    }
}
