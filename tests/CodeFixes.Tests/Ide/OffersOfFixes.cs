using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>What the light bulb offers, in programs where several units of change meet.</summary>
public sealed class OffersOfFixes
{
    [Theory]
    [MemberData(nameof(IdePrograms.Names), MemberType = typeof(IdePrograms))]
    public async Task Every_fix_that_is_offered_changes_something_and_none_is_withheld(string program)
    {
        using var workspace = new AdhocWorkspace();
        var solution = IdePrograms.Open(workspace, program);
        var before = await LightBulb.TextsAsync(solution);
        var fixable = (await MigrationEngine.FindAsync(solution, new RewriteOptions()))
            .Where(finding => finding.Status == FindingStatus.Fixed).ToList();
        foreach (var squiggle in await LightBulb.SquigglesAsync(solution))
        {
            var offers = await LightBulb.OffersAsync(squiggle);
            foreach (var offer in offers)
                Assert.False((await LightBulb.TextsAsync(await LightBulb.ApplyAsync(offer.Action))).SequenceEqual(before), $"{offer.Action.Title} changes nothing: {squiggle}");
            var mended = fixable.Any(finding => finding.RuleId == squiggle.Diagnostic.Id && finding.Path == squiggle.Document.FilePath
                && squiggle.Diagnostic.Location.SourceSpan.Contains(finding.Span));
            Assert.True(mended == offers.Length > 0, $"The engine {(mended ? "mends" : "lists")} what gets {offers.Length} offers: {squiggle}");
        }
    }

    [Theory]
    [MemberData(nameof(IdePrograms.Names), MemberType = typeof(IdePrograms))]
    public async Task A_fix_removes_the_finding_that_it_is_offered_for(string program)
    {
        using var workspace = new AdhocWorkspace();
        var solution = IdePrograms.Open(workspace, program);
        foreach (var squiggle in await LightBulb.SquigglesAsync(solution))
        {
            foreach (var offer in await LightBulb.OffersAsync(squiggle))
            {
                var after = await LightBulb.ApplyAsync(offer.Action);
                var text = await after.GetDocument(squiggle.Document.Id)!.GetTextAsync();
                var old = await squiggle.Document.GetTextAsync();
                var changes = text.GetTextChanges(old);
                var moved = squiggle.Diagnostic.Location.SourceSpan.Start + changes.Where(change => change.Span.End <= squiggle.Diagnostic.Location.SourceSpan.Start).Sum(change => change.NewText!.Length - change.Span.Length);
                Assert.DoesNotContain(
                    await LightBulb.SquigglesAsync(after),
                    left => left.Diagnostic.Id == squiggle.Diagnostic.Id && left.Document.FilePath == squiggle.Document.FilePath && left.Diagnostic.Location.SourceSpan.Start == moved);
            }
        }
    }

    [Theory]
    [InlineData("a cascade over three projects", "C2W101", "Rename 'clerkUserId' to 'workosUserId' everywhere", "Clerk2WorkOS.Names")]
    [InlineData("names on the wire", "C2W101", "Rename 'ClerkUserId' to 'WorkosUserId' everywhere (change the name on the wire)", "Clerk2WorkOS.Names.ChangeWire")]
    [InlineData("names on the wire", "C2W101", "Rename 'AdminClerkUserId' to 'AdminWorkosUserId' everywhere (keep the name on the wire)", "Clerk2WorkOS.Names.KeepWire")]
    [InlineData("texts and comments", "C2W102", "Write 'workosUserId' in this text", "Clerk2WorkOS.Names.Text")]
    [InlineData("texts and comments", "C2W103", "Write 'WorkosUserId' in this comment", "Clerk2WorkOS.Names.Comments")]
    [InlineData("tables, audit calls and names in the same files", "C2W201", "Use the new audit in this file", "Clerk2WorkOS.Audit")]
    [InlineData("tables, audit calls and names in the same files", "C2W202", "Use the new audit in this file", "Clerk2WorkOS.Audit")]
    [InlineData("tables, audit calls and names in the same files", "C2W301", "Move 'EventTable' to the WorkOS schema everywhere", "Clerk2WorkOS.Tables")]
    [InlineData("tables, audit calls and names in the same files", "C2W302", "Use the WorkOS schema everywhere", "Clerk2WorkOS.Tables")]
    [InlineData("after the consolidation", "C2W303", "Use the consolidated schema in this file", "Clerk2WorkOS.InterimSchema")]
    [InlineData("guests", "C2W401", "Register the guest before the meeting is stored", "Clerk2WorkOS.Guests")]
    [InlineData("guests", "C2W402", "Add the guest's user and organization to 'MeetingsTable'", "Clerk2WorkOS.Guests")]
    public async Task A_title_says_what_happens_and_the_key_names_the_family(string program, string rule, string title, string key)
    {
        using var workspace = new AdhocWorkspace();
        var offered = new List<(string, string)>();
        foreach (var squiggle in (await LightBulb.SquigglesAsync(IdePrograms.Open(workspace, program))).Where(squiggle => squiggle.Diagnostic.Id == rule))
            offered.AddRange((await LightBulb.OffersAsync(squiggle)).Select(offer => (offer.Action.Title, offer.Key)));
        Assert.Contains((title, key), offered);
    }

    [Fact]
    public void Every_fix_can_fix_all_in_a_document_a_project_and_the_solution_and_no_two_share_a_rule()
    {
        Assert.All(LightBulb.Providers, provider => Assert.Equal(
            [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], provider.GetFixAllProvider()!.GetSupportedFixAllScopes().Order()));
        var rules = LightBulb.Providers.SelectMany(provider => provider.FixableDiagnosticIds).ToList();
        Assert.Equal(rules.Distinct(), rules);
    }

    [Theory]
    [MemberData(nameof(IdePrograms.Names), MemberType = typeof(IdePrograms))]
    public async Task A_preview_leaves_the_workspace_as_it_is(string program)
    {
        using var workspace = new AdhocWorkspace();
        Assert.True(workspace.TryApplyChanges(IdePrograms.Open(workspace, program)));
        var solution = workspace.CurrentSolution;
        var before = await LightBulb.TextsAsync(solution);
        foreach (var squiggle in await LightBulb.SquigglesAsync(solution))
        {
            foreach (var offer in await LightBulb.OffersAsync(squiggle))
            {
                var preview = Assert.Single(await offer.Action.GetPreviewOperationsAsync(CancellationToken.None));
                Assert.False((await LightBulb.TextsAsync(Assert.IsType<ApplyChangesOperation>(preview).ChangedSolution)).SequenceEqual(before));
                Assert.NotNull(await LightBulb.FixAllAsync(offer, FixAllScope.Solution));
                Assert.Same(solution, workspace.CurrentSolution);
            }
        }

        Assert.Equal(before, await LightBulb.TextsAsync(workspace.CurrentSolution));
    }

    [Fact]
    public async Task Neither_a_preview_nor_a_fix_touches_a_file_until_the_editor_applies_it()
    {
        var folder = Directory.CreateTempSubdirectory("c2w-ide-");
        try
        {
            var path = Path.Combine(folder.FullName, "User.cs");
            await File.WriteAllTextAsync(path, "public class User { public string ClerkUserId = \"\"; }\r\n");
            var (bytes, written) = (await File.ReadAllBytesAsync(path), File.GetLastWriteTimeUtc(path));
            using var workspace = new AdhocWorkspace();
            var project = workspace.AddProject("App", LanguageNames.CSharp).AddMetadataReferences(Basic.Reference.Assemblies.Net100.References.All);
            var document = DocumentId.CreateNewId(project.Id);
            var solution = project.Solution.AddDocument(DocumentInfo.Create(document, "User.cs", loader: new FileTextLoader(path, defaultEncoding: null), filePath: path));
            var offer = Assert.Single(await LightBulb.OffersAsync(Assert.Single(await LightBulb.SquigglesAsync(solution))));
            await offer.Action.GetPreviewOperationsAsync(CancellationToken.None);
            var fixedText = await (await LightBulb.ApplyAsync(offer.Action)).GetDocument(document)!.GetTextAsync();
            Assert.Equal("public class User { public string WorkosUserId = \"\"; }\r\n", fixedText.ToString());
            Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
            Assert.Equal(written, File.GetLastWriteTimeUtc(path));
            Assert.Single(folder.GetFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
