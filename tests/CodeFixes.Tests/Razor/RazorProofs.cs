using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>What the proof says of Razor files after a rewrite that should not have been made.</summary>
public sealed class RazorProofs
{
    private const string Duplicate = "clerkUserId → workosUserId: The result would not compile (CS0100: The parameter name 'workosUserId' is a duplicate).";

    private static async Task<ForcedRewrite> ForcedAsync(RazorProgram program)
    {
        using var workspace = new AdhocWorkspace();
        return await ForcedRewrite.OfAsync(program.Open(workspace));
    }

    /// <summary>An error of the same kind in the file, or any on the same line, was there before.</summary>
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "class B { void M() { Missing(); } }", true)]
    [InlineData("", "class B { void M(int a, int a) { } }", true)]
    [InlineData("void N() { Missing(); }", "", true)]
    [InlineData("void N(int a, int a) { }", "", false)]
    [InlineData("void N(int a, int a) { Missing(); }", "", false)]
    [InlineData("/* */", "", true)]
    public async Task An_error_in_a_Razor_file_is_new_where_its_kind_was_not_there(string member, string other, bool isNew)
    {
        var forced = await ForcedAsync(RazorProgram.Of("Page.razor", $"<p>x</p>\n@code {{\n    void M(string clerkUserId, string workosUserId) {{ }}\n    {member}\n}}\n").And("Other.cs", other));
        Assert.Equal(isNew ? Duplicate : "", await forced.ErrorsAsync());
    }

    [Theory]
    [InlineData("void M(string clerkUserId, string workosUserId) { Missing(); }", "")]
    [InlineData("void M(string clerkUserId, string workosUserId) { }\n    void N() { Missing(); }", Duplicate)]
    public async Task An_error_on_a_line_of_a_Razor_file_that_had_one_is_not_new(string members, string faults) =>
        Assert.Equal(faults, await (await ForcedAsync(RazorProgram.Of("Page.razor", $"<p>x</p>\n@code {{\n    {members}\n    string Last() => \"\";\n}}\n"))).ErrorsAsync());

    /// <summary>An attribute that no longer sets a property compiles as well as before.</summary>
    [Fact]
    public async Task An_attribute_that_no_longer_sets_what_it_set_is_found()
    {
        const string Badge = "namespace App; public class BadgeTagHelper : Microsoft.AspNetCore.Razor.TagHelpers.TagHelper { public string? ClerkUserId { get; set; } }";
        var forced = await ForcedAsync(RazorProgram.Of("Pages/Expert.cshtml", "@page\n<badge clerk-user-id=\"x\"/>\n<p clerk-user-id=\"y\"></p>\n")
            .And("Pages/_ViewImports.cshtml", "@addTagHelper *, App\n").And("Badge.cs", Badge));
        Assert.Contains("ClerkUserId → WorkosUserId: " + Reasons.RazorGenerated("Expert.cshtml", "WorkosUserId"), (await forced.BindingsAsync()).Split('\n'));
    }

    [Fact]
    public async Task What_is_generated_anew_with_every_name_is_as_it_should_be()
    {
        var forced = await ForcedAsync(RazorProgram.Of("Badge.razor", "<b>@ClerkUserId@workosUserId</b>\n@code { [Parameter] public string? ClerkUserId { get; set; } string workosUserId = \"\"; }\n")
            .And("Page.razor", "<Badge ClerkUserId=\"x\" /> <Badge ClerkUserId=\"y\" />\n"));
        Assert.Equal("", await forced.BindingsAsync());
        Assert.Equal("", await forced.ErrorsAsync());
    }

    /// <summary>The name of a component is its file's, and no text of the file can be edited for it.</summary>
    [Fact]
    public async Task A_name_that_no_Razor_file_has_cannot_be_edited()
    {
        using var workspace = new AdhocWorkspace();
        var snapshot = await Snapshot.LoadAsync(RazorProgram.Of("Other.razor", "<p>x</p>\n").And("ClerkUserIdBadge.razor", "<b>b</b>\n").Open(workspace), null, CancellationToken.None);
        var view = snapshot.Documents.Single(document => document.Razor?.Path == "/app/ClerkUserIdBadge.razor");
        var move = new Move("x");
        var start = view.Text.ToString().IndexOf("class ClerkUserIdBadge", StringComparison.Ordinal) + "class ".Length;
        var edit = new Edit(new(start, "ClerkUserIdBadge".Length), "WorkosUserIdBadge");

        Assert.Empty(new RazorEdits(snapshot).Place([new PlannedEdit(view.Path, edit, move)], out var unplaced));
        Assert.Equal([(move, Reasons.RazorUnmapped("ClerkUserIdBadge.razor", view.Razor!.LineNear(start)))], unplaced);

        Assert.Empty(new RazorEdits(snapshot).Place([new PlannedEdit(view.Path, edit, move) { Follows = true }], out unplaced));
        Assert.Empty(unplaced);

        var elsewhere = new PlannedEdit("/app/Other.cs", edit, move);
        Assert.Equal([elsewhere], new RazorEdits(snapshot).Place([elsewhere], out unplaced));
        Assert.Empty(unplaced);
    }

    [Fact]
    public async Task The_text_of_a_Razor_file_is_known_where_a_project_has_it()
    {
        using var workspace = new AdhocWorkspace();
        var snapshot = await Snapshot.LoadAsync(RazorProgram.Of("Page.razor", "<p>x</p>\n").And("Page.cs", "class Page2 { }").Open(workspace), null, CancellationToken.None);
        Assert.Equal("<p>x</p>\n", snapshot.RazorTextOf("/app/Page.razor")!.ToString());
        Assert.Null(snapshot.RazorTextOf("/app/Missing.razor"));
        Assert.Null(snapshot.RazorTextOf("/app/Page.cs"));
    }

    /// <summary>Whatever moves has to be in what is generated anew: a name, a table's member, a name that no declaration was found for. What stays is not looked for.</summary>
    [Fact]
    public async Task What_is_missing_from_what_is_generated_anew_is_laid_at_the_door_of_each_that_moved()
    {
        using var workspace = new AdhocWorkspace();
        var program = RazorProgram.Of("Page.razor", "@using App.Schema\n<p>@ClerkUserId @ClerkUserId @(new EventTable().HostClerkUserId) @(Missing.GuestClerkUserId) @Loose.OwnerClerkUserId</p>\n@code { string ClerkUserId = \"\"; dynamic Loose = 1; }\n")
            .And("Schema.cs", "namespace App.Schema { public class EventTable { public string HostClerkUserId = \"\"; } public class MeetingTable { } } namespace App.SchemaWorkos { public class EventsTable { public string HostWorkosUserId = \"\"; } public class MeetingsTable { } }");
        var snapshot = await Snapshot.LoadAsync(program.Open(workspace), null, CancellationToken.None);
        var collected = await Collected.FromAsync(snapshot, usesClerk: true, null, CancellationToken.None);
        var plan = Plan.Make(collected, new RewriteOptions { UsesClerk = true }, CancellationToken.None);
        var page = collected.Documents.Single(document => document.Document.Razor?.Path == "/app/Page.razor");
        string Faults(SyntaxTree? tree) => string.Join('\n', GeneratedAnew.Faults(page, tree, plan).Select(fault => $"{fault.Move.What}: {fault.Reason}").Order(StringComparer.Ordinal));

        string Missing(params string[] moves) => string.Join('\n', moves.Select(move =>
            $"{move}: {Reasons.RazorGenerated("Page.razor", move == "EventTable" ? "HostWorkosUserId" : move[(move.IndexOf('→', StringComparison.Ordinal) + 2)..])}").Order(StringComparer.Ordinal));
        Assert.Equal(Missing("ClerkUserId → WorkosUserId", "EventTable", "GuestClerkUserId → GuestWorkosUserId"), Faults(null));
        Assert.Equal(Faults(null), Faults(page.Document.Tree));

        var single = plan.Names.Unresolved.Single(unit => unit.First.OldName == "GuestClerkUserId");
        single.Block("It stays.");
        Assert.Equal(Missing("ClerkUserId → WorkosUserId", "EventTable"), Faults(null));
        plan.Table("EventTable").Block("It stays.");
        Assert.Equal(Missing("ClerkUserId → WorkosUserId"), Faults(null));
        plan.Names.All.Single(unit => unit.First.OldName == "ClerkUserId").Block("It stays.");
        Assert.Equal("", Faults(null));
    }
}
