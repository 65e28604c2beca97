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
