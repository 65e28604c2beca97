using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>Settings as the engine sees them: a wrong one is a finding with a place, once, whatever else was chosen.</summary>
public sealed class SettingRuns : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_wrong_value_is_listed_with_file_and_line()
    {
        var solution = Files.Configured("c2w_stage = migrate").Configured("  c2w_evidence =  sometimes  ").Leaving("System.Console.WriteLine(1);").Open(_workspace);
        var finding = Assert.Single(await MigrationEngine.FindAsync(solution, new RewriteOptions { Rules = ["C2W101"] }));
        Assert.Equal("C2W001", finding.RuleId);
        Assert.Equal(FindingStatus.Listed, finding.Status);
        Assert.Equal("/booking/.globalconfig", finding.Path);
        Assert.Equal((2, 2, 27), (finding.Line.Start.Line, finding.Line.Start.Character, finding.Line.End.Character));
        Assert.Equal("'c2w_evidence = sometimes' cannot be used: it takes auto, on, off.", finding.Message);
        Assert.Equal(Reasons.SettingIgnored, finding.Reason);
    }

    /// <summary>The place is the key with its value, without what stands around them.</summary>
    [Theory]
    [InlineData("c2w_evidence = sometimes # why", 1, 0, 24)]
    [InlineData("c2w_evidence = sometimes ; why", 1, 0, 24)]
    [InlineData("\tc2w_evidence=sometimes", 1, 1, 23)]
    [InlineData("C2W_Evidence: sometimes  ", 1, 0, 23)]
    [InlineData("# c2w_evidence = never\n\nc2w_evidence = sometimes", 3, 0, 24)]
    [InlineData("c2w_evidence = sometimes\nc2w_evidence = never", 2, 0, 20)]
    [InlineData("c2w_evidence = never\nc2w_evidence = sometimes", 2, 0, 24)]
    [InlineData("c2w_evidence_not\nc2w_evidence = sometimes", 2, 0, 24)]
    public async Task The_place_of_a_wrong_value_is_where_it_is_set(string lines, int line, int start, int end)
    {
        var solution = Files.Configured(lines).Leaving("System.Console.WriteLine(1);").Open(_workspace);
        var finding = Assert.Single(await MigrationEngine.FindAsync(solution, new RewriteOptions()), finding => finding.Message.Contains("it takes auto, on, off", StringComparison.Ordinal));
        Assert.Equal((line, start, end), (finding.Line.Start.Line, finding.Line.Start.Character, finding.Line.End.Character));
    }

    /// <summary>Of several files that set it, the place is the one with the value; of several with the value, the first by its path.</summary>
    [Theory]
    [InlineData("never", "never", "a/.globalconfig", 1)]
    [InlineData("never", "on", "z/.globalconfig", 2)]
    public async Task The_place_of_a_wrong_value_is_in_the_file_that_says_it(string strong, string weak, string path, int line)
    {
        var solution = Files.Given("A.cs", "class A { }").Open(_workspace);
        var id = solution.ProjectIds.Single();
        foreach (var (file, text) in new[] { ("z/.globalconfig", $"is_global = true\nglobal_level = 200\nc2w_evidence = {strong}"), ("a/.globalconfig", $"is_global = true\nc2w_evidence = {weak}") })
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", Microsoft.CodeAnalysis.Text.SourceText.From(text), filePath: "/booking/" + file);
        var finding = Assert.Single(await MigrationEngine.FindAsync(solution, new RewriteOptions()));
        Assert.Equal(("/booking/" + path, line, "'c2w_evidence = never' cannot be used: it takes auto, on, off."), (finding.Path, finding.Line.Start.Line, finding.Message));
    }

    [Fact]
    public async Task A_document_without_a_file_goes_by_its_name()
    {
        var project = _workspace.AddProject("App", LanguageNames.CSharp);
        var solution = _workspace.CurrentSolution.AddDocument(DocumentId.CreateNewId(project.Id), "Loose.cs", "class User { string ClerkUserId; }");
        var result = await MigrationEngine.RewriteAsync(solution, new RewriteOptions { Verify = false });
        Assert.Equal("Loose.cs", Assert.Single(result.Findings, finding => finding.Status == FindingStatus.Fixed).Path);
        Assert.Equal("Loose.cs", Assert.Single(result.Files).Path);
    }

    [Fact]
    public Task An_excluded_file_is_not_changed_and_blocks_what_it_uses() => Files.Configured("c2w_excluded_paths = **/Vendor/**, Old*.cs")
        .Given("Vendor/Copy/Mine.cs", "static class Mine { public static string ClerkUserId = \"1\"; public static string Of(User user) => user.ClerkUserId; }")
        .File("User.cs", "class User { public string ClerkUserId = \"2\", GuestClerkUserId = \"3\"; }", "class User { public string ClerkUserId = \"2\", GuestWorkosUserId = \"3\"; }")
        .File("Program.cs",
            before: "System.Console.WriteLine(Mine.ClerkUserId + Mine.Of(new User()) + new User().GuestClerkUserId);",
            after: "System.Console.WriteLine(Mine.ClerkUserId + Mine.Of(new User()) + new User().GuestWorkosUserId);")
        .ListsIn("User.cs", Reasons.Excluded("Mine.cs")).HoldsAsync();

    [Fact]
    public Task Further_names_move_as_the_built_in_ones_do() => Files.Configured("c2w_names = ClerkOrgId, ClerkTenant:WorkosOrganizationId, ClerkSub:ClerkSub")
        .File("Member.cs",
            before: "record Member(string ClerkUserId, string ClerkOrgId, string ClerkSub) { public string? OwnerClerkTenant { get; init; } }",
            after: "record Member(string WorkosUserId, string WorkosOrgId, string ClerkSub) { public string? OwnerWorkosOrganizationId { get; init; } }")
        .File("Program.cs",
            before: """
                var clerkOrgId = "o";
                var member = new Member(ClerkUserId: "u", ClerkOrgId: clerkOrgId, ClerkSub: "s") { OwnerClerkTenant = clerkOrgId };
                System.Console.WriteLine(member.ClerkUserId + member.ClerkOrgId + member.ClerkSub + member.OwnerClerkTenant);
                """,
            after: """
                var workosOrgId = "o";
                var member = new Member(WorkosUserId: "u", WorkosOrgId: workosOrgId, ClerkSub: "s") { OwnerWorkosOrganizationId = workosOrgId };
                System.Console.WriteLine(member.WorkosUserId + member.WorkosOrgId + member.ClerkSub + member.OwnerWorkosOrganizationId);
                """)
        .HoldsAsync();

    [Fact]
    public async Task A_configured_name_is_said_to_be_named_after_Clerk()
    {
        var solution = Files.Configured("c2w_names = ClerkOrgId").Given("Member.cs", "public class Member { public string ClerkOrgId = \"\"; }").Leaving("System.Console.WriteLine(new Member());").Open(_workspace);
        var finding = Assert.Single(await MigrationEngine.FindAsync(solution, new RewriteOptions()));
        Assert.Equal("'ClerkOrgId' is named after Clerk; use 'WorkosOrgId'.", finding.Message);
    }

    [Fact]
    public async Task A_file_that_several_projects_see_is_listed_once()
    {
        var solution = Files.Project("Domain").Project("App", "Domain").Configured("c2w_evidense = on")
            .Given("User.cs", "public class User;", "Domain").Leaving("System.Console.WriteLine(new User());").Open(_workspace);
        var finding = Assert.Single((await MigrationEngine.RewriteAsync(solution, new RewriteOptions())).Findings);
        Assert.Equal("'c2w_evidense = on' is no setting of these rules; did you mean 'c2w_evidence'?", finding.Message);
        Assert.Equal(1, finding.Line.Start.Line);
    }
}
