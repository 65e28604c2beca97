using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Clerk2WorkOS.CodeFixes.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Comments = Clerk2WorkOS.CodeFixes.Tests.Ide.FixTest<Clerk2WorkOS.Analyzers.Names.Unresolvable.ClerkNameUnresolvableAnalyzer, Clerk2WorkOS.CodeFixes.Names.ClerkNameInCommentCodeFix>;
using Texts = Clerk2WorkOS.CodeFixes.Tests.Ide.FixTest<Clerk2WorkOS.Analyzers.Names.Text.ClerkNameInTextAnalyzer, Clerk2WorkOS.CodeFixes.Names.ClerkNameInTextCodeFix>;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>C2W102 and C2W103 under the light bulb.</summary>
public sealed class TextAndCommentFixes
{
    private const string Rewrite = "is_global = true\nc2w_comments = rewrite\n";

    private static DiagnosticResult Comment => new("C2W103", DiagnosticSeverity.Info);

    private static DiagnosticResult Leftover => new("C2W103", DiagnosticSeverity.Warning);

    [Fact]
    public Task A_message_is_rewritten_one_name_at_a_time_or_all_at_once() => Texts.RewritesAsync(
        before: """
            using System;

            public class Users
            {
                public void Fail() => throw new InvalidOperationException("No {|C2W102:ClerkUserId|}");

                public void Fail(int id) => throw new InvalidOperationException($"No {|C2W102:clerk_user_id|} {id}");
            }
            """,
        after: """
            using System;

            public class Users
            {
                public void Fail() => throw new InvalidOperationException("No WorkosUserId");

                public void Fail(int id) => throw new InvalidOperationException($"No workos_user_id {id}");
            }
            """,
        iterations: 2);

    [Fact]
    public Task All_places_of_an_SQL_parameter_are_one_fix() => Texts.RewritesAsync(
        before: """
            using System.Data.Common;

            public static class Users
            {
                public static object Find(DbConnection connection)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "select name from users where id = @{|C2W102:clerkUserId|}";
                    command.Parameters["{|C2W102:clerkUserId|}"].Value = 1;
                    return command.ExecuteScalar();
                }
            }
            """,
        after: """
            using System.Data.Common;

            public static class Users
            {
                public static object Find(DbConnection connection)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "select name from users where id = @workosUserId";
                    command.Parameters["workosUserId"].Value = 1;
                    return command.ExecuteScalar();
                }
            }
            """);

    [Fact]
    public Task Nothing_is_offered_for_a_name_that_others_know() => Texts.OffersNothingAsync(
        """
        using System.Text.Json;

        public class Users
        {
            public string Of(JsonElement user) => user.GetProperty("{|C2W102:clerkUserId|}").GetString() + "{|C2W102:ClerkUserId|}";
        }
        """);

    [Fact]
    public async Task A_comment_is_rewritten_where_that_is_asked_for()
    {
        var test = new Comments { NumberOfIncrementalIterations = 2, NumberOfFixAllIterations = 1 };
        test.TestState.Sources.Add("// {|#0:ClerkUserId|}\nclass C { /* {|#1:clerk_user_id|} */ }");
        test.TestState.ExpectedDiagnostics.AddRange([Comment.WithLocation(0), Comment.WithLocation(1)]);
        test.FixedState.Sources.Add("// WorkosUserId\nclass C { /* workos_user_id */ }");
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", Rewrite));
        await test.RunAsync();
    }

    [Fact]
    public async Task Nothing_is_offered_for_a_comment_without_being_asked()
    {
        const string code = "// {|#0:ClerkUserId|}\nclass C { }";
        var test = new Comments { TestCode = code, FixedCode = code };
        test.ExpectedDiagnostics.Add(Comment.WithLocation(0));
        test.FixedState.ExpectedDiagnostics.Add(Comment.WithLocation(0));
        await test.RunAsync();
    }

    [Fact]
    public async Task Nothing_is_offered_for_dynamic_and_inactive_code()
    {
        const string code = """
            class C
            {
                object Read(dynamic row) => row.{|#0:ClerkUserId|};
            #if NEVER
                string {|#1:ClerkUserId|};
            #endif
            }
            """;
        // The harness takes the rule for one that no pragma can quiet, as one of its descriptors is; these two can be.
        var test = new Comments { TestCode = code, FixedCode = code, TestBehaviors = TestBehaviors.SkipSuppressionCheck };
        test.ExpectedDiagnostics.AddRange([Leftover.WithLocation(0), Leftover.WithLocation(1)]);
        test.FixedState.ExpectedDiagnostics.AddRange([Leftover.WithLocation(0), Leftover.WithLocation(1)]);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", Rewrite));
        await test.RunAsync();
    }

    [Fact]
    public void The_fixes_name_their_rules_and_can_fix_all()
    {
        Assert.Equal(new ClerkNameInTextAnalyzer().SupportedDiagnostics.Select(rule => rule.Id), new ClerkNameInTextCodeFix().FixableDiagnosticIds);
        Assert.Equal(new ClerkNameUnresolvableAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Distinct(), new ClerkNameInCommentCodeFix().FixableDiagnosticIds);
        Assert.NotNull(new ClerkNameInTextCodeFix().GetFixAllProvider());
        Assert.NotNull(new ClerkNameInCommentCodeFix().GetFixAllProvider());
    }
}
