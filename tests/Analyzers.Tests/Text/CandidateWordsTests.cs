using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Text;

/// <summary>Which words make a file worth a look.</summary>
public class CandidateWordsTests
{
    [Theory]
    [InlineData("clerk", Words.Clerk)]
    [InlineData("CLERK", Words.Clerk)]
    [InlineData("_clErks", Words.Clerk)]
    [InlineData("Table", Words.Table)]
    [InlineData("EventTables", Words.Table)]
    [InlineData("Audit", Words.AuditNamespace)]
    [InlineData("LogAuditEvent", Words.Audit | Words.AuditNamespace)]
    [InlineData("LogAuditEven", Words.AuditNamespace)]
    [InlineData("azp", Words.TokenClaim)]
    [InlineData("Azp", Words.TokenClaim)]
    [InlineData("AZP", Words.TokenClaim)]
    [InlineData("\"org_role", Words.TokenClaim)]
    [InlineData("\"o\"", Words.TokenClaim)]
    [InlineData("\"o.id", Words.TokenClaim)]
    [InlineData("Schema", Words.SchemaNamespace)]
    [InlineData("svix", Words.Svix)]
    [InlineData("Svix", Words.Svix)]
    [InlineData("sVIX-id", Words.Svix)]
    [InlineData("GuestEmail", Words.Guest)]
    [InlineData("guest_email", Words.Guest)]
    [InlineData("GUEST_EMAIL", Words.Guest)]
    [InlineData("workos", Words.Workos)]
    [InlineData("WorkOS", Words.Workos)]
    [InlineData("\\u0063", Words.Escape)]
    [InlineData("\\U00000063", Words.Escape)]
    [InlineData("clerk Table", Words.Clerk | Words.Table)]
    public void A_word_is_found(string text, Words found) => Assert.Equal(found, CandidateWords.In(SourceText.From(text), CandidateWords.All));

    [Theory]
    [InlineData("")]
    [InlineData("c")]
    [InlineData("cler")]
    [InlineData("table")]
    [InlineData("Tabl")]
    [InlineData("audit")]
    [InlineData("logaudit")]
    [InlineData("a")]
    [InlineData("az")]
    [InlineData("axp")]
    [InlineData("schema")]
    [InlineData("s")]
    [InlineData("sv")]
    [InlineData("svi")]
    [InlineData("swix")]
    [InlineData("org_role")]
    [InlineData("\"")]
    [InlineData("\"o")]
    [InlineData("\"O\"")]
    [InlineData("\"org\"")]
    [InlineData("\"ord")]
    [InlineData("\"Org_role")]
    [InlineData("guestEmail")]
    [InlineData("GuestE")]
    [InlineData("guest_e")]
    [InlineData("worko")]
    [InlineData("\\")]
    [InlineData("\\n")]
    [InlineData("u")]
    public void Less_than_a_word_is_not(string text) => Assert.Equal(Words.None, CandidateWords.In(SourceText.From(text), CandidateWords.All));

    [Fact]
    public void Only_what_is_wanted_is_found()
    {
        var text = SourceText.From("clerk Table Clerk");
        Assert.Equal(Words.Clerk, CandidateWords.In(text, Words.Clerk));
        Assert.Equal([0, 12], CandidateWords.Places(text, Words.Clerk));
        Assert.Equal([0, 6, 12], CandidateWords.Places(text, Words.Clerk | Words.Table));
    }

    [Theory]
    [InlineData("class Clerk { string clerkClerk = \"clerk\"; /* clerk */ }", "Clerk, clerkClerk")]
    [InlineData("/// <see cref=\"Clerk\"/> clerk\nclass A { }", "Clerk")]
    [InlineData("// clerk\nclass Clerk", "Clerk")]
    [InlineData("class A { int @clerk; char[] b = \"clerk\".ToArray(); }", "@clerk")]
    [InlineData("#region clerk\nclass clerk1 { int clerk2; }\n#endregion", "clerk1, clerk2")]
    public void Identifiers_that_hold_a_word_are_found_once(string code, string identifiers)
    {
        var root = CSharpSyntaxTree.ParseText(code, TestPlatform.ParseOptions).GetRoot();
        Assert.Equal(identifiers, string.Join(", ", CandidateWords.Identifiers(root, SourceText.From(code), Words.Clerk)));
    }

    [Theory]
    [InlineData("ToTable", 1)]
    [InlineData("class A { void M() { e.ToTable(); ToTable(1); @ToTable(2); } }", 3)]
    [InlineData("class A { void M() { MyToTable(); ToTables(); _ToTable(); ToTable_(); ToTable1(); } }", 0)]
    [InlineData("class A { string ToTab = \"ToTable\"; /* ToTable */ } // ToTable", 0)]
    public void Identifiers_that_are_a_word_are_found(string code, int count) =>
        Assert.Equal(count, CandidateWords.Identifiers(CSharpSyntaxTree.ParseText(code, TestPlatform.ParseOptions).GetRoot(), code, "ToTable").Count);
}
