using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;

namespace Clerk2WorkOS.Analyzers.Tests.Names;

/// <summary>Where a clerk is a person, and where Clerk is the product.</summary>
public class EvidenceTests
{
    [Fact]
    public Task A_shop_has_clerks() => RuleProject.Of("""
        public class Clerk { public string Name { get; set; } = ""; }
        public class Sale { public string ClerkId { get; set; } = ""; public string ClerkUserId { get; set; } = ""; }
        """).Shows();

    [Fact]
    public Task A_clerk_of_a_referenced_assembly_is_a_person_too() => RuleProject
        .Of("public class Sale { public string ClerkUserId { get; set; } = \"\"; }")
        .Referring("namespace Shop; public class Clerk { }")
        .Shows();

    [Theory]
    [InlineData("System.Guid")]
    [InlineData("System.Guid?")]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("long?")]
    public Task An_id_that_is_a_number_or_a_guid_is_a_persons(string type) =>
        RuleProject.Of($$"""public class Sale { public {{type}} ClerkUserId { get; set; } public string ClerkSub => ""; }""").Shows();

    [Theory]
    [InlineData("public int ClerkUserId;")]
    [InlineData("public static long? ClerkUserId;")]
    [InlineData("public void Sell(int clerkUserId) { }")]
    [InlineData("public void Sell() { System.Guid clerkUserId = default; }")]
    [InlineData("public (int ClerkUserId, string Name) Sold;")]
    [InlineData("public int ClerkSub2 => 0; public long clerk_subject => 0;")]
    [InlineData("public int ClerkID => 0;")]
    public Task An_id_is_a_persons_wherever_it_is_declared(string member) =>
        RuleProject.Of($"public class Sale {{ {member} }}", "public class Other { public string ClerkSub; }").Shows();

    [Theory]
    [InlineData("public int {|C2W101:ClerkUserIdMaxLength|};")]
    [InlineData("public int {|C2W101:ClerkSubCount|} => 0;")]
    [InlineData("public int ClerkSubmits => 0;")]
    [InlineData("public int ClerkCount;")]
    [InlineData("public short {|C2W101:ClerkUserId|};")]
    [InlineData("public int[] {|C2W101:ClerkUserId|};")]
    [InlineData("public System.DateTime {|C2W101:ClerkUserId|};")]
    [InlineData("public System.Collections.Generic.List<int> {|C2W101:ClerkUserId|};")]
    [InlineData("public int {|C2W101:GetByClerkUserId|}() => 0;")]
    public Task Other_numbers_say_nothing_about_the_id(string member) =>
        RuleProject.Of($"public class Sale {{ {member} }}", "public class Other { public string {|C2W101:ClerkSub|}; }").Shows();

    [Theory]
    [InlineData("public class Sale { public System.Guid ClerkId { get; set; } }", true)]
    [InlineData("public class Sale { public System.Guid? ClerkId { get; set; } }", true)]
    [InlineData("public class Sale { public int ClerkUserId; }", true)]
    [InlineData("public class Sale { public long ClerkSub; }", true)]
    [InlineData("public class Sale { public int clerk_subject; }", true)]
    [InlineData("public class Sale { private class Line { public int ClerkId; } }", true)]
    [InlineData("public class Sale { public class Clerk { } }", true)]
    [InlineData("public class Sale { public struct Clerk { } }", true)]
    [InlineData("namespace A.B { public interface Clerk { } }", true)]
    [InlineData("public static class Clerk { public class Routes { } }", false)]
    [InlineData("public class Sale { public int ClerkUserIdMaxLength; }", false)]
    [InlineData("public class Sale { public int ClerkCount; }", false)]
    [InlineData("public class Sale { public int declerkid; }", false)]
    [InlineData("public class Sale { public short ClerkId; }", false)]
    [InlineData("public class Sale { public string ClerkUserId; }", false)]
    [InlineData("public class Sale { public int UserId; }", false)]
    [InlineData("public class Sale { public int ClerkId() => 0; }", false)]
    [InlineData("public class Clerks { }", false)]
    public Task What_another_project_declares_tells_too(string library, bool isPerson) =>
        RuleProject.Of($"public class User {{ public string {(isPerson ? "ClerkUserId" : "{|C2W101:ClerkUserId|}")}; }}").Referring(library).Shows();

    [Theory]
    [InlineData("public class Shop { public class Clerk { } }", true)]
    [InlineData("namespace A { namespace B { public struct Clerk { } } }", true)]
    [InlineData("public static class Clerk { }", false)]
    [InlineData("public static class Clerk { public class Clerk2 { } }", false)]
    [InlineData("public class Shop { public string Clerk() => null; }", false)]
    [InlineData("namespace Clerk { public class Shop { } }", false)]
    public Task A_type_of_which_there_can_be_one_is_a_person(string code, bool isPerson) =>
        RuleProject.Of(code, $"public class User {{ public string {(isPerson ? "ClerkUserId" : "{|C2W101:ClerkUserId|}")}; }}").Shows();

    [Theory]
    [InlineData(ClerkNameKind.None, "auto", false, false, true, false)]
    [InlineData(ClerkNameKind.None, "on", false, true, true, false)]
    [InlineData(ClerkNameKind.UserId, "auto", false, false, false, true)]
    [InlineData(ClerkNameKind.Subject, "auto", false, false, false, true)]
    [InlineData(ClerkNameKind.Id, "auto", false, false, false, false)]
    [InlineData(ClerkNameKind.Id, "auto", false, true, false, true)]
    [InlineData(ClerkNameKind.Id, "auto", false, false, true, true)]
    [InlineData(ClerkNameKind.UserId, "auto", true, false, true, false)]
    [InlineData(ClerkNameKind.Subject, "auto", true, true, true, false)]
    [InlineData(ClerkNameKind.Id, "auto", true, true, true, false)]
    [InlineData(ClerkNameKind.Configured, "auto", true, false, false, true)]
    [InlineData(ClerkNameKind.Configured, "off", false, true, true, false)]
    [InlineData(ClerkNameKind.UserId, "off", false, true, true, false)]
    [InlineData(ClerkNameKind.Id, "on", true, false, false, true)]
    public void A_name_counts_by_its_kind_and_by_what_else_is_there(ClerkNameKind kind, string evidence, bool person, bool strong, bool elsewhere, bool counts)
    {
        var code = (person ? "class Clerk { }" : "") + (strong ? "class User { string ClerkSub; }" : "");
        var found = NameEvidence.Of(TestPlatform.Compile("App", code, []), ClerkNames.Default, CancellationToken.None);
        Assert.Equal(counts, found.Counts(kind, MigrationMap.Default with { Evidence = Enum.Parse<Evidence>(evidence, ignoreCase: true) }, elsewhere));
    }

    [Fact]
    public Task A_set_of_clerks_is_a_library() => RuleProject.Of("""
        using Microsoft.EntityFrameworkCore;
        public class Clerk { public string Id { get; set; } = ""; }
        public class Library : DbContext { public DbSet<Clerk> Clerks { get; set; } }
        public class Loan { public string ClerkId { get; set; } = ""; }
        """).Shows();

    [Fact]
    public Task ClerkId_alone_says_nothing() => RuleProject.Of("public class Loan { public string ClerkId { get; set; } = \"\"; }").Shows();

    [Fact]
    public Task ClerkId_counts_beside_a_strong_name() => RuleProject.Of(
        "public class Guest { public string {|C2W101:ClerkId|} { get; set; } = \"\"; }",
        "public class User { public string {|C2W101:ClerkSub|} { get; set; } = \"\"; }").Shows();

    [Theory]
    [InlineData("string WorkosUserId")]
    [InlineData("string adminWorkOSUserId")]
    [InlineData("string _workos_user_id")]
    public Task ClerkId_still_counts_when_the_last_strong_name_is_renamed(string renamed) => RuleProject.Of(
        "public class Guest { public string {|C2W101:ClerkId|} { get; set; } = \"\"; }",
        $"public class User {{ public {renamed} = \"\"; }}").Shows();

    [Fact]
    public Task ClerkId_counts_when_configured() => RuleProject.Of("public class Guest { public string {|C2W101:ClerkId|} { get; set; } = \"\"; }")
        .Configured("c2w_evidence", "on")
        .Shows();

    [Fact]
    public Task Configuration_may_come_from_an_editorconfig() => RuleProject.Of("public class Guest { public string {|C2W101:ClerkId|} { get; set; } = \"\"; }")
        .ConfiguredByEditorConfig("c2w_evidence", "on")
        .Shows();

    [Fact]
    public Task A_person_is_no_person_when_configured_so() => RuleProject.Of("""
        public class Clerk { public string {|C2W101:ClerkUserId|} { get; set; } = ""; }
        """).Configured("c2w_evidence", "on").Shows();

    [Fact]
    public Task Nothing_counts_when_switched_off() => RuleProject.Of("public class Guest { public string ClerkUserId { get; set; } = \"\"; }")
        .Configured("c2w_evidence", "off")
        .Shows();
}
