using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Names.Unresolvable;

/// <summary>C2W103: behind <c>dynamic</c>, in code that is not compiled, and in comments.</summary>
public class UnresolvableTests
{
    [Fact]
    public Task Finds_names_behind_dynamic() => RuleProject.Of("""
        public class Rows
        {
            public object Read(dynamic row, Rows known) =>
                row.{|C2W103:ClerkUserId|} + row.Inner?.{|C2W103:ClerkId|} + row.Find({|C2W103:clerkUserId|}: 1) + row({|C2W103:clerkUserId|}: 2) + known.ClerkUserId;
            public string {|C2W101:ClerkUserId|} => "";
        }
        """).Shows();

    [Fact]
    public Task Finds_names_in_code_that_is_not_compiled() => RuleProject.Of("""
        public class Users
        {
        #if NEVER
            public string {|C2W103:ClerkUserId|} => Find("{|C2W103:clerk_user_id|}"); // {|C2W103:ClerkSub|}
        #else
            public string {|C2W101:ClerkUserId|} => "";
        #endif
        }
        """).Shows();

    [Fact]
    public Task Finds_symbols_of_the_preprocessor() => RuleProject.Of("""
        #define {|C2W103:CLERK_USER_ID|}
        #if {|C2W103:CLERK_USER_ID|} && DEBUG
        #endif
        """).Shows();

    [Fact]
    public Task Another_target_framework_may_compile_it() => RuleProject.Of("""
        #if NEVER
        public class User { public string ClerkUserId => ""; }
        #endif
        // {|C2W103:ClerkUserId|}
        """).Configured("build_property.TargetFrameworks", "net8.0;net10.0").Shows();

    [Fact]
    public Task One_target_framework_in_the_plural_is_one() => RuleProject.Of("""
        #if NEVER
        public class User { public string {|C2W103:ClerkUserId|} => ""; }
        #endif
        """).Configured("build_property.TargetFrameworks", "net10.0").Shows();

    [Fact]
    public Task Finds_names_in_comments() => RuleProject.Of("""
        // The {|C2W103:ClerkUserId|} of the user, not the Clerk user id, clerk_001 or https://clerk.com/clerk-user-id.
        /* {|C2W103:clerk_user_id|}, {|C2W103:clerkId|} */
        public class User
        {
            #region {|C2W103:ClerkUserId|}
            // var x = user.{|C2W103:ClerkUserId|};
            #endregion
            public string {|C2W101:ClerkSub|} = "";
        }
        """).Shows();

    [Fact]
    public Task Finds_names_in_the_prose_of_documentation_and_leaves_its_references() => RuleProject.Of("""
        /// <summary>Replaces {|C2W103:ClerkUserId|}, see <see cref="ClerkUserId"/> and <see href="https://example.com/ClerkUserId">that</see>.</summary>
        public class User
        {
            /** <remarks>Of {|C2W103:clerkSub|}.</remarks> */
            public string {|C2W101:ClerkUserId|} { get; set; } = "";
            /// <param name="clerkId">The <c>{|C2W103:ClerkId|}</c>, <paramref name="clerkId"/>.</param>
            public void Set(string {|C2W101:clerkId|}) { }
        }
        """).Shows();

    [Theory]
    [InlineData("/// <summary>Replaces {|C2W103:ClerkUserId|}, see <see cref=\"ClerkUserId\"/>.</summary>")]
    [InlineData("/// <param name=\"clerkUserId\">The {|C2W103:clerkUserId|}.</param>")]
    [InlineData("/// <paramref name=\"clerkUserId\"/> <item term=\"{|C2W103:ClerkUserId|}\"/>")]
    [InlineData("/** <see cref=\"T:App.ClerkUserId\"/> of {|C2W103:ClerkUserId|} */")]
    [InlineData("/** \"{|C2W103:ClerkUserId|}\" */")]
    [InlineData("/// = \"{|C2W103:ClerkUserId|}\"")]
    [InlineData("/// e=\"{|C2W103:ClerkUserId|}\"")]
    [InlineData("// cref=\"{|C2W103:ClerkUserId|}\"")]
    [InlineData("/* name=\"{|C2W103:ClerkUserId|}\" */")]
    [InlineData("/// cref={|C2W103:ClerkUserId|}")]
    public Task Documentation_that_the_compiler_does_not_read_is_comments_and_its_references_are_left(string comment) =>
        (RuleProject.Of(comment + "\nclass C { }") with { Documentation = DocumentationMode.None }).Shows();

    [Theory]
    [InlineData("<see href=\"https://example.com/\">{|C2W103:ClerkUserId|}</see>")]
    [InlineData("<see href=\"ClerkUserId\"/>")]
    [InlineData("<see cref=\"T:App.ClerkUserId\"/>")]
    [InlineData("<include file=\"ClerkUserId.xml\" path=\"docs/ClerkUserId\"/>")]
    [InlineData("<item term=\"{|C2W103:ClerkUserId|}\"/>")]
    [InlineData("<![CDATA[ {|C2W103:ClerkUserId|} ]]>")]
    public Task The_target_of_a_link_is_no_prose(string documentation) => RuleProject.Of($"/// {documentation}\nclass C {{ }}").Shows();

    [Fact]
    public Task Every_kind_of_dynamic_access_is_found() => RuleProject.Of("""
        public class Rows
        {
            private Rows Known => this;
            public object Read(dynamic row, Rows known) =>
                row?.{|C2W103:ClerkUserId|}.{|C2W103:ClerkSub|} + known?.Known.ClerkUserId + row.Inner?.Other.{|C2W103:ClerkId|} + row.Find(a: known.ClerkUserId)
                + new Rows().Take(clerkUserId: row);
            public string {|C2W101:ClerkUserId|} => "";
            public string Take(string {|C2W101:clerkUserId|}) => "";
        }
        """).Shows();

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, 0)]
    [InlineData(ReportDiagnostic.Error, 3)]
    [InlineData(ReportDiagnostic.Default, 3)]
    public async Task Comments_go_where_the_rule_goes(ReportDiagnostic severity, int found)
    {
        var project = RuleProject.Of("// ClerkUserId\nclass C { }").Beside("/app/A.cshtml", "@* ClerkUserId *@ <!-- ClerkUserId -->");
        Assert.Equal(found, (await (project with { Severities = options => options.WithSpecificDiagnosticOptions([new("C2W103", severity)]) }).Findings()).Length);
        Assert.Equal(3, (await (project with { Severities = options => options.WithSpecificDiagnosticOptions([new("C2W102", severity)]) }).Findings()).Length);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null, 2)]        // of the one file; those that are no C# are nobody's
    [InlineData(null, ReportDiagnostic.Suppress, 0)]
    [InlineData(ReportDiagnostic.Warn, ReportDiagnostic.Suppress, 1)]
    [InlineData(ReportDiagnostic.Suppress, ReportDiagnostic.Warn, 2)]
    [InlineData(ReportDiagnostic.Error, ReportDiagnostic.Error, 3)]
    [InlineData(null, null, 3)]
    public async Task Comments_go_where_the_files_say(ReportDiagnostic? file, ReportDiagnostic? global, int found)
    {
        var project = RuleProject.Of("// ClerkUserId\nclass C { }").Beside("/app/A.cshtml", "@* ClerkUserId *@ <!-- ClerkUserId -->");
        Assert.Equal(found, (await (project with { Severities = options => options.WithSyntaxTreeOptionsProvider(new FileSeverities(file, global)) }).Findings()).Length);
    }

    private sealed class FileSeverities(ReportDiagnostic? file, ReportDiagnostic? global) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => Try(file, diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => Try(global, diagnosticId, out severity);

        private static bool Try(ReportDiagnostic? said, string diagnosticId, out ReportDiagnostic severity)
        {
            severity = said ?? ReportDiagnostic.Default;
            return said is not null && diagnosticId == "C2W103";
        }
    }

    [Fact]
    public async Task Comments_are_information()
    {
        var findings = await RuleProject.Of("// ClerkUserId\nclass C { object Read(dynamic d) => d.ClerkUserId; }").Findings();
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], findings.Select(finding => finding.Severity));
        Assert.Equal(
            ["'ClerkUserId' in a comment is named after the Clerk user id; use 'WorkosUserId'", "'ClerkUserId' in a dynamic access is named after the Clerk user id; use 'WorkosUserId'"],
            findings.Select(finding => finding.GetMessage(null)));
    }

    [Fact]
    public Task Comments_may_be_ignored() => RuleProject.Of("// ClerkUserId\nclass C { object Read(dynamic d) => d.{|C2W103:ClerkUserId|}; }")
        .Configured("c2w_comments", "ignore")
        .Shows();

    [Fact]
    public Task A_persons_id_may_be_mentioned() => RuleProject.Of("""
        public class Clerk { }
        // ClerkUserId
        public class Shop { object Read(dynamic d) => d.ClerkUserId; }
        """).Shows();

    [Fact]
    public Task Protected_code_may_mention_it() => RuleProject.Of("""
        using Microsoft.EntityFrameworkCore.Migrations;
        /// <summary>Adds ClerkUserId.</summary>
        public class AddId : Migration
        {
            // ClerkUserId
            protected override void Up(MigrationBuilder builder)
            {
        #if NEVER
                ClerkUserId();
        #endif
            }
        }
        """).Shows();
}
