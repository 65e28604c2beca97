using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>What a build does not report, the engine neither reports nor changes.</summary>
public sealed class SuppressionRuns : IDisposable
{
    private const string Suppressed = """
        #pragma warning disable C2W101 // the old system's column
        var clerkUserId = "user_1";
        #pragma warning restore C2W101
        var guestClerkUserId = "user_2";
        System.Console.WriteLine(clerkUserId + guestClerkUserId);
        """;

    private readonly AdhocWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public Task A_pragma_keeps_a_declaration_and_its_references() => Program(
        before: Suppressed,
        after: Suppressed.Replace("guestClerkUserId", "guestWorkosUserId", StringComparison.Ordinal)).HoldsAsync();

    [Fact]
    public Task A_pragma_without_ids_and_one_for_another_rule() => Program(
        before: """
            #pragma warning disable C2W201
            var clerkUserId = "user_1";
            #pragma warning disable
            var guestClerkUserId = "user_2";
            #pragma warning restore
            System.Console.WriteLine(clerkUserId + guestClerkUserId);
            """,
        after: """
            #pragma warning disable C2W201
            var workosUserId = "user_1";
            #pragma warning disable
            var guestClerkUserId = "user_2";
            #pragma warning restore
            System.Console.WriteLine(workosUserId + guestClerkUserId);
            """).HoldsAsync();

    [Fact]
    public Task A_reference_follows_its_declaration_whatever_is_suppressed_around_it() => Program(
        before: """
            var clerkUserId = "user_1";
            #pragma warning disable C2W101
            System.Console.WriteLine(clerkUserId);
            """,
        after: """
            var workosUserId = "user_1";
            #pragma warning disable C2W101
            System.Console.WriteLine(workosUserId);
            """).HoldsAsync();

    [Fact]
    public Task An_attribute_keeps_what_it_is_written_on() => Program(
        before: """
            using System.Diagnostics.CodeAnalysis;

            System.Console.WriteLine(new Old().ClerkUserId + new New().ClerkUserId);

            [SuppressMessage("Clerk2WorkOS.Names", "C2W101:Named after the Clerk user id", Justification = "Read by the old system.")]
            class Old { public string ClerkUserId = "1"; }

            class New { public string ClerkUserId = "2"; }
            """,
        after: """
            using System.Diagnostics.CodeAnalysis;

            System.Console.WriteLine(new Old().ClerkUserId + new New().WorkosUserId);

            [SuppressMessage("Clerk2WorkOS.Names", "C2W101:Named after the Clerk user id", Justification = "Read by the old system.")]
            class Old { public string ClerkUserId = "1"; }

            class New { public string WorkosUserId = "2"; }
            """).HoldsAsync();

    [Fact]
    public Task An_attribute_of_the_assembly_keeps_its_target() => Files
        .Given("GlobalSuppressions.cs", """[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Clerk2WorkOS.Names", "C2W101", Scope = "member", Target = "~P:Old.ClerkUserId")]""")
        .Given("Old.cs", "class Old { public string ClerkUserId { get; set; } = \"1\"; }")
        .Leaving("System.Console.WriteLine(new Old().ClerkUserId);")
        .ReportsNothing().HoldsAsync();

    [Fact]
    public Task A_declaration_that_is_renamed_with_a_suppressed_one_is_listed() => Unchanged("""
        System.Console.WriteLine(((IUser)new User()).ClerkUserId);

        interface IUser { string ClerkUserId { get; } }

        class User : IUser
        {
        #pragma warning disable C2W101
            public string ClerkUserId => "1";
        #pragma warning restore C2W101
        }
        """).Lists(Reasons.Suppressed("C2W101", "Program.cs")).HoldsAsync();

    [Theory]
    [InlineData("dotnet_diagnostic.C2W101.severity = none")]
    [InlineData("dotnet_analyzer_diagnostic.category-Clerk2WorkOS.Names.severity = none")]
    [InlineData("dotnet_analyzer_diagnostic.severity = none")]
    public Task A_severity_of_none_switches_a_rule_off(string line) =>
        Unchanged("var clerkUserId = \"1\"; System.Console.WriteLine(clerkUserId);").Configured(line).ReportsNothing().HoldsAsync();

    [Theory]
    [InlineData("dotnet_diagnostic.C2W101.severity = suggestion")]
    [InlineData("dotnet_diagnostic.C2W101.severity = error")]
    [InlineData("dotnet_diagnostic.C2W201.severity = none")]
    public Task Another_severity_does_not(string line) => Program(
        "var clerkUserId = \"1\"; System.Console.WriteLine(clerkUserId);", "var workosUserId = \"1\"; System.Console.WriteLine(workosUserId);").Configured(line).HoldsAsync();

    [Fact]
    public Task A_file_with_a_suppressed_table_keeps_its_schema() => LegacySide.Schemas
        .Given("Old.cs", """
            using Booking.Drizzle.Schema;

            static class Old
            {
            #pragma warning disable C2W301
                public static string Of(string id) => new EventTable { ClerkUserId = id }.ClerkUserId;
            #pragma warning restore C2W301
            }
            """)
        .Rewriting(
            before: """
                using Booking.Drizzle.Schema;

                Console.WriteLine(Old.Of("1") + new EventTable { ClerkUserId = "2" }.ClerkUserId);
                """,
            after: """
                using Booking.Drizzle.SchemaWorkos;

                Console.WriteLine(Old.Of("1") + new EventsTable { WorkosUserId = "2" }.WorkosUserId);
                """)
        .ListsIn("Old.cs", Reasons.SuppressedBeside("C2W301", "C2W302")).HoldsAsync();

    [Fact]
    public Task A_file_with_a_suppressed_audit_call_keeps_its_audit() => LegacySide.Audits.Leaving("""
        using App.Lib.Utils.Server.Audit;

        await AuditLogger.LogAuditEvent("user_1", "read", "meeting", "m1", null, null);
        #pragma warning disable C2W201
        await AuditLogger.LogAuditEvent("user_2", "read", "meeting", "m2", null, null);
        #pragma warning restore C2W201
        """).Lists(Reasons.SuppressedBeside("C2W201", "C2W202")).HoldsAsync();

    [Fact]
    public async Task The_engine_reports_what_a_build_reports()
    {
        var solution = Files.Configured("dotnet_diagnostic.C2W103.severity = none")
            .Given("Names.cs", """
                using System.Diagnostics.CodeAnalysis;

                class Names
                {
                    public string ClerkUserId = "", ClerkSub = "";
                #pragma warning disable C2W101, C2W102
                    public string GuestClerkUserId = "ClerkUserId";
                #pragma warning restore C2W102
                    public string HostClerkUserId = "ClerkUserId";
                #pragma warning restore
                    [SuppressMessage("Clerk2WorkOS.Names", "C2W101")] public void Of(string clerkUserId) { var clerkId = clerkUserId; } // the ClerkUserId
                }
                """)
            .Leaving(Suppressed).Open(_workspace);
        var project = solution.Projects.Single();
        var built = await (await project.GetCompilationAsync())!.WithAnalyzers(AllAnalyzers.Create(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.NotEmpty(built);
        Assert.Equal(
            built.Select(found => (found.Id, found.Location.SourceTree!.FilePath, found.Location.SourceSpan.Start)).Order(),
            (await MigrationEngine.FindAsync(solution, new RewriteOptions())).Select(found => (found.RuleId, found.Path, found.Span.Start)).Order());
    }
}
