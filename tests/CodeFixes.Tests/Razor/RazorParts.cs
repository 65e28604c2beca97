using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>What the engine reads and writes in a Razor file, part by part.</summary>
public sealed class RazorParts
{
    [Theory]
    [InlineData("", "@using App.New\n")]
    [InlineData("<p>x</p>", "@using App.New\n<p>x</p>")]
    [InlineData("<p>x</p>\n", "@using App.New\n<p>x</p>\n")]
    [InlineData("<p>x</p>\r\n", "@using App.New\r\n<p>x</p>\r\n")]
    [InlineData("@page\n<p>x</p>\n", "@page\n@using App.New\n<p>x</p>\n")]
    [InlineData("@page", "@page\n@using App.New")]
    [InlineData("@page\r\n", "@page\r\n@using App.New\r\n")]
    [InlineData("  @page \"/x\"\n<p/>\n", "  @page \"/x\"\n@using App.New\n<p/>\n")]
    [InlineData("@using A", "@using A\n@using App.New")]
    [InlineData("@using A\n", "@using A\n@using App.New\n")]
    [InlineData("@using A\n@using B\n<p/>\n", "@using A\n@using B\n@using App.New\n<p/>\n")]
    [InlineData("@using A\n<p/>\n@using B\n<b/>\n", "@using A\n<p/>\n@using B\n@using App.New\n<b/>\n")]
    [InlineData("@using A\n@page\n<p/>\n", "@using A\n@using App.New\n@page\n<p/>\n")]
    [InlineData("@page\n@using A\n<p/>\n", "@page\n@using A\n@using App.New\n<p/>\n")]
    [InlineData("@model X\n@using (var x = Y()) { }\n", "@using App.New\n@model X\n@using (var x = Y()) { }\n")]
    [InlineData("@usingA\n", "@using App.New\n@usingA\n")]
    public void An_import_is_added_behind_the_others_or_the_page_line(string before, string after)
    {
        var text = SourceText.From(before);
        var view = new RazorView(CSharpSyntaxTree.ParseText(""), "/app/Page.razor", text, _ => null);
        var added = RazorImports.Add(view, "App.New", new Move("x"));
        Assert.Equal("/app/Page.razor", added.Path);
        Assert.Equal(after, FileRewrite.Apply(added.Path, text, [added.Edit])!.After.ToString());
    }

    [Theory]
    [InlineData("ClerkUserId", "clerk-user-id")]
    [InlineData("clerkUserId", "clerk-user-id")]
    [InlineData("ClerkUserID", "clerk-user-id")]
    [InlineData("ClerkID", "clerk-id")]
    [InlineData("ID", "id")]
    [InlineData("Id", "id")]
    [InlineData("ClerkUser2Id", "clerk-user2-id")]
    [InlineData("HTMLClerkId", "html-clerk-id")]
    [InlineData("", "")]
    public void A_property_is_spelled_in_markup_as_the_framework_does(string property, string attribute) => Assert.Equal(attribute, RazorTies.InMarkup(property));

    [Fact]
    public async Task A_finding_in_markup_says_where_it_is_and_takes_back_only_what_it_was_told()
    {
        using var workspace = new AdhocWorkspace();
        var program = RazorProgram.Of("Page.razor", "<p>x</p>\n<p>ClerkUserId</p>\n<!-- ClerkUserId -->\n").Configured("c2w_comments = rewrite");
        var snapshot = await Snapshot.LoadAsync(program.Open(workspace), null, CancellationToken.None);
        var found = MarkupFinding.Collect(snapshot, false, CancellationToken.None);
        Assert.Equal(["C2W102 in Page.razor, line 2", "C2W103 in Page.razor, line 3"], found.Select(finding => finding.What));
        Assert.Equal([Reasons.TextOutside, null], found.Select(finding => finding.Reason));

        found[0].Block("other");
        found[0].Release("other");
        Assert.Equal(Reasons.TextOutside, found[0].Reason);

        found[1].Block("first");
        found[1].Block("second");
        Assert.Equal("first", found[1].Reason);
        found[1].Release("second");
        Assert.Equal("first", found[1].Reason);
        found[1].Release("first");
        Assert.Null(found[1].Reason);
    }

    private const string Badge = "<b>@ClerkUserId</b>\n@code { [Parameter] public string? ClerkUserId { get; set; } }\n";

    [Theory]
    [InlineData("public class Show { public object Do() => Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { [\"ClerkUserId\"] = 1 }); }", true)]
    [InlineData("public class Show { public object Do() => Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { [\"clerkuserid\"] = 1 }); }", true)]
    [InlineData("public class Show { public object Do() => Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { [\"ClerkUserIds\"] = 1 }); }", false)]
    [InlineData("public class Show { public object Do() => new Dictionary<string, object?> { [\"ClerkUserId\"] = 1 }; }", false)]
    public async Task Code_that_hands_a_component_its_parameters_by_name_keeps_them(string code, bool stays)
    {
        var result = await RazorProgram.Of("Badge.razor", Badge).And("Show.cs", "\n" + code).Rewrite();
        Assert.Equal(
            stays ? [$"Badge.razor(2,36): C2W101 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. {Reasons.ComponentParameter("Show.cs", 2)}"] : [],
            RazorProgram.Shown(result).Where(line => line.StartsWith("Badge.razor(2,36)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("public class BadgeViewComponent { public string Invoke(string clerkUserId) => clerkUserId; }", "new { clerkUserId = \"x\" }", true)]
    [InlineData("public class BadgeViewComponent { public Task<string> InvokeAsync(string clerkUserId) => Task.FromResult(clerkUserId); }", "new { clerkUserId = \"x\" }", true)]
    [InlineData("[Microsoft.AspNetCore.Mvc.ViewComponent] public class Badge { public string Invoke(string clerkUserId) => clerkUserId; }", "new { clerkUserId = \"x\" }", true)]
    [InlineData("[Serializable] public class Badge { public string Invoke(string clerkUserId) => clerkUserId; }", "new { clerkUserId = \"x\" }", false)]
    [InlineData("public class BadgeViewComponent { public string Show(string clerkUserId) => clerkUserId; }", "new { clerkUserId = \"x\" }", false)]
    [InlineData("public class BadgeViewComponent { public string Invoke(string clerkUserId) => clerkUserId; }", "new { guestClerkUserId = \"x\" }", false)]
    [InlineData("public class BadgeViewComponent { public string Invoke(string clerkUserId) => clerkUserId; }", "new { id = \"x\" }", false)]
    public async Task A_view_component_keeps_a_parameter_that_is_handed_over_by_name(string component, string arguments, bool stays)
    {
        var result = await RazorProgram.Of("Badge.cs", component).And("Pages/Page.cshtml", $"@page\n@await Component.InvokeAsync(\"Badge\", {arguments})\n").Rewrite();
        Assert.Equal(stays, RazorProgram.Shown(result).Any(line => line.StartsWith("Badge.cs", StringComparison.Ordinal) && line.EndsWith(Reasons.ViewComponent("Page.cshtml"), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("@Model.ClerkUserId", true)]
    [InlineData("@Model.Owner.ClerkUserId", true)]
    [InlineData("@ViewBag.ClerkUserId", false)]
    [InlineData("@ViewBag.Owner.ClerkUserId", false)]
    public async Task A_view_without_a_models_type_keeps_members_and_its_bag_does_not(string expression, bool stays)
    {
        var result = await RazorProgram.Of("Views/Show.cshtml", $"<p>{expression}</p>\n").And("Expert.cs", "public class Expert { public string ClerkUserId { get; set; } = \"\"; public void Do(string clerkUserId) { } }").Rewrite();
        Assert.Equal(stays, RazorProgram.Shown(result).Contains($"Expert.cs(1,37): C2W101 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. {Reasons.Dynamic("Show.cshtml")}"));
    }

    [Theory]
    [InlineData("public class Expert { public string ClerkUserId { get; set; } = \"\"; }", true)]
    [InlineData("public class Expert { internal string ClerkUserId = \"\"; }", true)]
    [InlineData("public class Expert { private string ClerkUserId => \"\"; }", false)]
    [InlineData("public class Expert { public string GuestClerkUserId { get; set; } = \"\"; }", false)]
    [InlineData("public class Expert { public string Do(string ClerkUserId) => ClerkUserId; }", false)]
    public async Task A_file_that_nothing_was_generated_from_keeps_what_it_can_see(string type, bool stays)
    {
        var result = await RazorProgram.Of("Badge.razor", "<p>x</p>\n<b>@Owner.ClerkUserId</b>\n").And("Expert.cs", type).WithoutGenerator.Rewrite();
        Assert.Equal(stays, RazorProgram.Shown(result).Any(line => line.StartsWith("Expert.cs", StringComparison.Ordinal) && line.EndsWith(Reasons.RazorMayUse("Badge.razor", 2), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_component_that_a_page_shows_gets_its_parameter_under_the_new_name() =>
        await RazorProgram.Of("Badge.razor", Badge, Badge.Replace("Clerk", "Workos", StringComparison.Ordinal))
            .And("Pages/_ViewImports.cshtml", "@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n")
            .And("Pages/Page.cshtml", "@page\n<component type=\"typeof(App.Badge)\" render-mode=\"Static\" param-ClerkUserId=\"@(1)\" />\n", "@page\n<component type=\"typeof(App.Badge)\" render-mode=\"Static\" param-WorkosUserId=\"@(1)\" />\n")
            .Becomes();
}
