using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>What a run leaves because of what it may not touch or cannot see, beside what it renames all the same.</summary>
public sealed class RunLimits
{
    private const string New = "WorkosUserId";

    [Theory]
    [InlineData("class C { private string ClerkUserId = \"\"; }", true)]
    [InlineData("class C { void M() { var clerkUserId = 1; } }", true)]
    [InlineData("class C { public void M(string clerkUserId) { } }", true)]
    [InlineData("class C { internal string ClerkUserId = \"\"; }", false)]
    [InlineData("class C { protected string ClerkUserId = \"\"; }", false)]
    [InlineData("public class ClerkUserId { }", false)]
    [InlineData("interface I { string ClerkUserId { get; } } class C : I { string I.ClerkUserId => \"\"; }", false)]
    public async Task What_a_project_that_could_not_be_loaded_may_use_stays(string text, bool isRenamed)
    {
        var outcome = await UnprovenRun.OfAsync(Unchanged(text), new RewriteOptions { Verify = false, UnloadedProjects = ["Other", "Another"] });
        Assert.Equal(isRenamed ? text.Replace("ClerkUserId", New, StringComparison.Ordinal).Replace("clerkUserId", "workosUserId", StringComparison.Ordinal) : text, outcome.Text);
        Assert.Equal(isRenamed ? [] : [Reasons.Unloaded("Other")], outcome.Reasons);
    }

    [Theory]
    [InlineData("#pragma warning disable C2W101\nclass C { string ClerkUserId = \"\"; }", "#pragma warning disable C2W101\nclass C { string ClerkUserId = \"\"; }")]
    [InlineData("class C { string ClerkUserId = \"\";\n#pragma warning disable C2W101\nstring M() => ClerkUserId; }", "class C { string WorkosUserId = \"\";\n#pragma warning disable C2W101\nstring M() => WorkosUserId; }")]
    [InlineData("class C { object M(Unknown u) =>\n#pragma warning disable C2W101\nu.ClerkUserId;\n#pragma warning restore C2W101\n object N(Unknown u) => u.ClerkUserId; }", "class C { object M(Unknown u) =>\n#pragma warning disable C2W101\nu.ClerkUserId;\n#pragma warning restore C2W101\n object N(Unknown u) => u.WorkosUserId; }")]
    public async Task Where_the_rule_is_suppressed_the_name_stays(string before, string after) => Assert.Equal(after, (await UnprovenRun.OfAsync(before)).Text);

    [Fact]
    public async Task Rules_that_are_not_asked_for_change_nothing()
    {
        const string Text = "using Booking.Drizzle.Schema;\nclass C { EventTable? e; string ClerkUserId = \"\"; }";
        var names = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(Text), new RewriteOptions { Verify = false, Rules = ["C2W101"] });
        Assert.Equal(Text.Replace("ClerkUserId", New, StringComparison.Ordinal), names.Text);
        Assert.Equal(["C2W101"], names.Result.Findings.Select(finding => finding.RuleId).Distinct());
        var tables = await UnprovenRun.OfAsync(LegacySide.Schemas.Leaving(Text), new RewriteOptions { Verify = false, Rules = ["C2W301"] });
        Assert.Equal(Text.Replace("EventTable", "EventsTable", StringComparison.Ordinal).Replace("Schema;", "SchemaWorkos;", StringComparison.Ordinal), tables.Text);
        Assert.Equal(["C2W301"], tables.Result.Findings.Select(finding => finding.RuleId).Distinct());
    }

    [Fact]
    public async Task Progress_names_every_phase()
    {
        using var workspace = new AdhocWorkspace();
        var seen = new Phases();
        await MigrationEngine.RewriteAsync(Unchanged("class C { string ClerkUserId = \"\"; }").Open(workspace), new RewriteOptions(), seen);
        Assert.Equal(["Reading", "Planning", "Compiling", "Comparing"], seen.All.Select(progress => progress.Phase).Distinct().Where(phase => phase is "Reading" or "Planning" or "Compiling" or "Comparing"));
        Assert.Contains(new RewriteProgress("Planning", 0, 1), seen.All);
        Assert.Contains(new RewriteProgress("Compiling", 0, 1), seen.All);
        Assert.Contains(new RewriteProgress("Comparing", 1, 1), seen.All);
    }

    [Fact]
    public async Task A_document_that_is_in_no_file_is_mended_too()
    {
        using var workspace = new AdhocWorkspace();
        var solution = Files.Project("App").Open(workspace);
        var document = solution.AddDocument(DocumentId.CreateNewId(solution.ProjectIds[0]), "Loose.cs", "class C { string ClerkUserId = \"\"; }").Projects.Single().Documents.Single(document => document.Name == "Loose.cs");
        var squiggle = Assert.Single(await Ide.LightBulb.SquigglesAsync(document.Project.Solution));
        var offer = Assert.Single(await Ide.LightBulb.OffersAsync(squiggle));
        var after = await Ide.LightBulb.ApplyAsync(offer.Action);
        Assert.Equal("class C { string WorkosUserId = \"\"; }", (await after.GetDocument(document.Id)!.GetTextAsync()).ToString());
    }

    [Fact]
    public async Task A_light_bulb_that_is_no_longer_wanted_gives_up()
    {
        using var workspace = new AdhocWorkspace();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => IdeRewrites.ApplyAsync(Unchanged("class C { string ClerkUserId = \"\"; }").Open(workspace), ["C2W101"], [], wire: null, cancelled.Token));
    }

    private sealed class Phases : IProgress<RewriteProgress>
    {
        public List<RewriteProgress> All { get; } = [];

        public void Report(RewriteProgress value) => All.Add(value);
    }
}
