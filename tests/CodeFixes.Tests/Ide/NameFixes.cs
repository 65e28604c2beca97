using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.CodeFixes.Names;
using Fix = Clerk2WorkOS.CodeFixes.Tests.Ide.FixTest<Clerk2WorkOS.Analyzers.Names.ClerkUserIdNameAnalyzer, Clerk2WorkOS.CodeFixes.Names.ClerkUserIdNameCodeFix>;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>C2W101 under the light bulb.</summary>
public sealed class NameFixes
{
    [Fact]
    public Task One_finding_renames_its_symbol_everywhere_and_nothing_else() => Fix.RewritesAsync(
        before: """
            public class Meeting
            {
                public string {|C2W101:ClerkUserId|} { get; set; } = "";

                public string For(string {|C2W101:clerkUserId|}) => ClerkUserId + clerkUserId;
            }
            """,
        after: """
            public class Meeting
            {
                public string WorkosUserId { get; set; } = "";

                public string For(string workosUserId) => WorkosUserId + workosUserId;
            }
            """,
        iterations: 2);

    [Fact]
    public Task An_interface_and_its_implementation_are_one_unit() => Fix.RewritesAsync(
        before: """
            public interface IUsers { string {|C2W101:GetByClerkUserId|}(string {|C2W101:clerkUserId|}); }

            public class Users : IUsers
            {
                public string {|C2W101:GetByClerkUserId|}(string {|C2W101:clerkUserId|}) => clerkUserId;
            }
            """,
        after: """
            public interface IUsers { string GetByWorkosUserId(string workosUserId); }

            public class Users : IUsers
            {
                public string GetByWorkosUserId(string workosUserId) => workosUserId;
            }
            """,
        iterations: 2);

    [Fact]
    public Task A_record_parameter_and_the_property_that_it_inherits_are_one_unit() => Fix.RewritesAsync(
        before: """
            public record Person(string {|C2W101:ClerkUserId|});

            public record Expert(string {|C2W101:ClerkUserId|}, string Title) : Person(ClerkUserId);
            """,
        after: """
            public record Person(string WorkosUserId);

            public record Expert(string WorkosUserId, string Title) : Person(WorkosUserId);
            """);

    [Fact]
    public Task A_member_takes_its_inferred_name_along() => Fix.RewritesAsync(
        before: """
            public class User
            {
                public string {|C2W101:ClerkUserId|} = "";

                public int Length() => new { Row = new { ClerkUserId }.ClerkUserId, (ClerkUserId, 1).ClerkUserId }.ClerkUserId.Length;
            }
            """,
        after: """
            public class User
            {
                public string WorkosUserId = "";

                public int Length() => new { Row = new { WorkosUserId }.WorkosUserId, (WorkosUserId, 1).WorkosUserId }.WorkosUserId.Length;
            }
            """);

    [Fact]
    public Task No_fix_is_offered_where_the_new_name_is_taken() => Fix.OffersNothingAsync(
        """
        public class Meeting
        {
            public string {|C2W101:ClerkUserId|} { get; set; } = "";

            public string WorkosUserId { get; set; } = "";
        }
        """);

    [Fact]
    public Task Fix_all_reaches_every_document_of_the_solution()
    {
        var test = new Fix { NumberOfIncrementalIterations = 2, NumberOfFixAllIterations = 1, NumberOfFixAllInDocumentIterations = 2 };
        test.TestState.Sources.Add("public class User { public string {|C2W101:ClerkUserId|} = \"\"; }");
        test.TestState.Sources.Add("public class Owner { public string {|C2W101:AdminClerkUserId|} = new User().ClerkUserId; }");
        test.FixedState.Sources.Add("public class User { public string WorkosUserId = \"\"; }");
        test.FixedState.Sources.Add("public class Owner { public string AdminWorkosUserId = new User().WorkosUserId; }");
        return test.RunAsync();
    }

    [Fact]
    public void The_fix_names_its_rule_and_can_fix_all()
    {
        var fix = new ClerkUserIdNameCodeFix();
        Assert.Equal(new ClerkUserIdNameAnalyzer().SupportedDiagnostics.Select(rule => rule.Id), fix.FixableDiagnosticIds);
        Assert.NotNull(fix.GetFixAllProvider());
    }
}
