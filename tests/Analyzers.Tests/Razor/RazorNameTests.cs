using Clerk2WorkOS.Analyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Razor;

/// <summary>The Clerk user id's name in Razor files, beside their C#.</summary>
public class RazorNameTests
{
    private const string Page = "/app/Pages/Expert.cshtml";
    private const string Generated = "/app/obj/Pages_Expert_cshtml.g.cs";
    private const string Head = "#pragma checksum \"/app/Pages/Expert.cshtml\" \"{8829d00f-11b8-4213-878b-770e8597ac16}\" \"00\"\n";

    /// <summary>A page whose second line is C#, and what is generated from that.</summary>
    private static RuleProject Compiled(string markup, string code = "    var {|C2W101:clerkUserId|} = 1;") => RuleProject.Of()
        .With(Generated, $"{Head}class Expert {{ void Execute() {{\n#line 2 \"{Page}\"\n{code}\n#line default\n#line hidden\n}} }}")
        .Beside(Page, markup);

    [Fact]
    public Task Markup_is_looked_at_and_code_is_what_is_generated_from_it() => Compiled("""
        @{
            var clerkUserId = 1;
        }
        <p id="{|C2W102:clerkUserId|}">Of {|C2W102:clerkUserId|}: @* {|C2W103:ClerkUserId|} *@ <!-- {|C2W103:ClerkUserId|} --></p>
        <script>{|C2W102:clerkUserId|}();</script>
        """).Shows();

    [Fact]
    public Task Code_is_told_from_markup_by_what_stands_there() => Compiled("""
        @{
            var clerkUserId = 1; <p {|C2W102:x-clerk-user-id|}="1" />
        }
        """, "    var {|C2W101:clerkUserId|} = 1;").Shows();

    [Fact]
    public Task A_word_of_the_markup_may_end_in_a_name_of_the_code() => RuleProject.Of()
        .With(Generated, $"{Head}class Expert {{ void Execute() {{\n#line (2,10)-(2,21) 12 \"{Page}\"\n        var {{|C2W101:ClerkUserId|}} = 1;\n#line default\n#line hidden\n}} }}")
        .Beside(Page, "@page\n<X @bind-ClerkUserId=\"1\" {|C2W102:data-clerk-user-id|} />").Shows();

    [Theory]
    [InlineData("<p>clerkUserId</p>", "C2W102: 'clerkUserId' in markup is named after the Clerk user id; use 'workosUserId', together with what else uses it")]
    [InlineData("<input name=\"clerkUserId\">", "C2W102: 'clerkUserId' in a form field is named after the Clerk user id; use 'workosUserId', together with what the form is sent to")]
    [InlineData("<!-- clerkUserId -->", "C2W103: 'clerkUserId' in a comment is named after the Clerk user id; use 'workosUserId'")]
    public async Task Says_what_it_is(string markup, string message) =>
        Assert.Equal([message], await Compiled(markup, "").Messages());

    [Fact]
    public async Task What_is_not_compiled_nobody_can_resolve() => Assert.Equal(
        [
            "C2W103: 'clerkUserId' in a Razor file that is not compiled is named after the Clerk user id; use 'workosUserId'",
            "C2W103: 'ClerkSub' in a comment is named after the Clerk user id; use 'WorkosUserId'",
        ],
        await RuleProject.Of().Beside(Page, "<p>clerkUserId</p>@* ClerkSub *@").Messages());

    [Fact]
    public async Task Comments_are_information_and_all_else_is_a_warning() => Assert.Equal(
        [DiagnosticSeverity.Warning, DiagnosticSeverity.Info],
        (await RuleProject.Of().Beside(Page, "<p>clerkUserId</p>@* ClerkSub *@").Findings()).OrderBy(finding => finding.Location.GetLineSpan().StartLinePosition).Select(finding => finding.Severity));

    [Fact]
    public Task Comments_may_be_ignored() => RuleProject.Of().Beside(Page, "<p>{|C2W103:clerkUserId|}</p>@* ClerkSub *@<!-- clerkUserId -->")
        .Configured("c2w_comments", "ignore").Shows();

    [Fact]
    public async Task A_form_field_is_marked_as_one_and_nothing_else_is()
    {
        var findings = await Compiled("<input name=\"clerkUserId\" id=\"clerkUserId\">", "").Findings();
        Assert.Equal(["Field", null], findings.OrderBy(finding => finding.Location.GetLineSpan().StartLinePosition).Select(finding => finding.Properties.GetValueOrDefault("place")));
        Assert.All(findings, finding => Assert.Equal("Outside", finding.Properties["knownTo"]));
        Assert.All(findings, finding => Assert.Equal("workosUserId", finding.Properties["newName"]));
    }

    [Fact]
    public async Task A_component_is_called_as_its_file()
    {
        var finding = Assert.Single(await RuleProject.Of().Beside("/app/ClerkUserIdCard.razor", "<p>Nothing</p>").Findings());
        Assert.Equal("'ClerkUserIdCard' is named after the Clerk user id; use 'WorkosUserIdCard'", finding.GetMessage(null));
        Assert.Equal("FileName", finding.Properties["place"]);
        Assert.Equal("WorkosUserIdCard", finding.Properties["newName"]);
        Assert.Equal("/app/ClerkUserIdCard.razor", finding.Location.GetLineSpan().Path);
    }

    [Theory]
    [InlineData("/app/ClerkUserIdCard.cshtml")]        // a page is called by its route
    [InlineData("/app/ClerkIdCard.razor")]             // which says nothing on its own
    [InlineData("/app/ExpertCard.razor")]
    public async Task Other_files_are_called_as_they_like(string path) => Assert.Empty(await RuleProject.Of().Beside(path, "<p>Nothing</p>").Findings());

    [Fact]
    public async Task A_weak_name_of_a_component_counts_beside_a_strong_one() => Assert.Equal(
        ["C2W101: 'clerkUserId' is named after the Clerk user id; use 'workosUserId'", "C2W101: 'ClerkIdCard' is named after the Clerk user id; use 'WorkosUserIdCard'"],
        (await RuleProject.Of("class C { int M(string clerkUserId) => 0; }").Beside("/app/ClerkIdCard.razor", "<p>Nothing</p>").Messages()).OrderDescending(StringComparer.Ordinal));

    [Theory]
    [InlineData("c2w_evidence", "off")]
    [InlineData("c2w_excluded_paths", "Pages/**")]
    [InlineData("c2w_legacy_readers", "Pages/**")]
    public async Task Files_that_are_switched_off_are_left_alone(string key, string value)
    {
        var project = RuleProject.Of().Beside(Page, "<p>clerkUserId</p>").Beside("/app/Pages/ClerkUserIdCard.razor", "<p>clerkUserId</p>");
        Assert.Equal(3, (await project.Findings()).Length);
        Assert.Empty(await project.Configured(key, value).Findings());
    }

    [Fact]
    public async Task Files_without_the_word_and_files_of_other_kinds_are_left_alone() => Assert.Empty(
        await RuleProject.Of().Beside("/app/Pages/Index.cshtml", "<p>userId</p>").Beside("/app/notes.md", "clerkUserId").Findings());

    [Fact]
    public async Task A_baseline_keeps_what_it_holds_to_itself()
    {
        const string text = "<p>clerkUserId</p>\n<p>clerkSub</p>";
        var baseline = Baseline.Write([Baseline.EntryFor("/app", "C2W103", Page, SourceText.From(text), 3)]);
        Assert.Equal(
            ["C2W103: 'clerkSub' in a Razor file that is not compiled is named after the Clerk user id; use 'workosUserId'"],
            await RuleProject.Of().Beside(Page, text).Beside("/app/clerk2workos.baseline.json", baseline).Messages());
    }

    [Fact]
    public Task Code_is_reported_once_and_where_a_person_wrote_it() => Compiled(
        "@{\n    var clerkUserId = 1;\n}",
        $"    var {{|C2W101:clerkUserId|}} = 1;\n#line hidden\nvoid Hidden(string clerkUserId) {{ }}\n}} void Again() {{\n#line 2 \"{Page}\"\n    var clerkUserId = 1;").Shows();

    [Fact]
    public Task Generated_code_whose_Razor_file_is_not_there_is_left_alone() => RuleProject.Of()
        .With(Generated, $"{Head}class Expert {{ string clerkUserId; }}").Shows();

    [Fact]
    public Task Generated_code_of_others_is_left_alone() => RuleProject.Of().With("/app/obj/Expert.g.cs", "class Expert { string clerkUserId; }").Shows();
}
