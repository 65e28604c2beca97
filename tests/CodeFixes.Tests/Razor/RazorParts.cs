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

    [Theory]
    [InlineData("[Parameter]")]
    [InlineData("[Parameter, EditorRequired]")]
    [InlineData("[EditorRequired] [Parameter]")]
    public async Task A_component_that_a_page_shows_gets_its_parameter_under_the_new_name(string attributes) =>
        await RazorProgram.Of("Badge.razor", Badge.Replace("[Parameter]", attributes, StringComparison.Ordinal), Badge.Replace("[Parameter]", attributes, StringComparison.Ordinal).Replace("Clerk", "Workos", StringComparison.Ordinal))
            .And("Pages/_ViewImports.cshtml", "@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n")
            .And("Pages/Page.cshtml", "@page\n<component type=\"typeof(App.Badge)\" render-mode=\"Static\" param-ClerkUserId=\"@(1)\" />\n", "@page\n<component type=\"typeof(App.Badge)\" render-mode=\"Static\" param-WorkosUserId=\"@(1)\" />\n")
            .Becomes();

    [Theory]
    [InlineData("public record Expert(string ClerkUserId);")]
    [InlineData("public record Expert(string ClerkUserId) { public string ClerkUserId { get; } = ClerkUserId; }")]
    [InlineData("public class Expert { public string ClerkUserId = \"\"; }")]
    public async Task A_view_without_a_models_type_keeps_what_a_record_declares_too(string type)
    {
        var result = await RazorProgram.Of("Views/Show.cshtml", "<p>@Model.ClerkUserId</p>\n").And("Expert.cs", type).Rewrite();
        Assert.Empty(result.Files);
        Assert.Contains(RazorProgram.Shown(result), line => line.StartsWith("Expert.cs(1,", StringComparison.Ordinal) && line.EndsWith(Reasons.Dynamic("Show.cshtml"), StringComparison.Ordinal));
    }

    /// <summary>The generator hands a parameter over by name where it does not know it: an element's attribute, or another component's.</summary>
    [Theory]
    [InlineData("<p ClerkUserId=\"@(1)\">x</p>", true)]
    [InlineData("<Box ClerkUserId=\"x\" />", true)]
    [InlineData("<Badge ClerkUserId=\"x\" />", false)]
    [InlineData("<p>@(string.Concat(\"ClerkUserId\"))</p>", false)]
    [InlineData("<p title=\"@(\"ClerkUserId\")\">x</p>", false)]
    public async Task A_page_that_hands_a_parameter_over_by_name_keeps_it(string markup, bool stays)
    {
        var result = await RazorProgram.Of("Badge.razor", Badge).And("Box.razor", "<b>b</b>\n").And("Page.razor", markup).Rewrite();
        Assert.Equal(
            stays ? [$"Badge.razor(2,36): C2W101 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. {Reasons.ComponentParameter("Page.razor", 1)}"] : [],
            RazorProgram.Shown(result).Where(line => line.StartsWith("Badge.razor(2,36)", StringComparison.Ordinal)));
    }

    /// <summary>A file that nothing was generated from sees what is public in the projects that its own refers to.</summary>
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public async Task A_file_that_nothing_was_generated_from_keeps_what_it_can_see_in_other_projects(bool refers, bool refersToAnother, bool stays)
    {
        using var workspace = new AdhocWorkspace();
        var solution = RazorProgram.Of("Badge.razor", "<b>@Owner.ClerkUserId</b>\n").And("Other.cs", "class Other { }").WithoutGenerator.Open(workspace);
        var app = solution.ProjectIds.Single();
        foreach (var (name, text, isReferredTo) in new[] { ("Another", "public class Nothing { }", refersToAnother), ("Library", "public class Expert { public string ClerkUserId = \"\"; }", refers) })
        {
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(
                    id, VersionStamp.Create(), name, name, LanguageNames.CSharp, filePath: $"/app/{name}.csproj",
                    compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: Basic.Reference.Assemblies.Net100.References.All))
                .AddDocument(DocumentId.CreateNewId(id), name + ".cs", SourceText.From(text), filePath: $"/app/{name}.cs");
            if (isReferredTo)
                solution = solution.AddProjectReference(app, new ProjectReference(id));
        }

        var result = await MigrationEngine.RewriteAsync(solution, new RewriteOptions());
        Assert.Equal(
            stays ? [$"Library.cs(1,37): C2W101 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. {Reasons.RazorMayUse("Badge.razor", 1)}"] : [],
            RazorProgram.Shown(result).Where(line => line.StartsWith("Library.cs", StringComparison.Ordinal)));
    }

    /// <summary>A property that a form fills by its name, which is to be kept, where a page writes the form's field after the property.</summary>
    [Theory]
    [InlineData("<input asp-for=\"ClerkUserId\" />", true)]
    [InlineData("<p>x</p>", false)]
    public async Task A_bound_property_that_a_page_names_stays_where_names_are_kept(string markup, bool stays)
    {
        const string Model = "namespace App; public class ExpertModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { [Microsoft.AspNetCore.Mvc.BindProperty] public string? ClerkUserId { get; set; } }";
        var result = await RazorProgram.Of("Pages/Expert.cshtml", $"@page\n@model ExpertModel\n{markup}\n")
            .And("Pages/_ViewImports.cshtml", "@using App\n@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n")
            .And("Model.cs", Model, stays ? Model : Model.Replace("BindProperty]", "BindProperty(Name = \"ClerkUserId\")]", StringComparison.Ordinal).Replace("? ClerkUserId", "? WorkosUserId", StringComparison.Ordinal))
            .Configured("c2w_json_names = keep").Becomes();
        Assert.Equal(stays, RazorProgram.Shown(result).Any(line => line.StartsWith("Model.cs(1,", StringComparison.Ordinal) && line.EndsWith(Reasons.BoundInPage("Expert.cshtml"), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("@page \"/{name}/{clerkUserId}\"", "@page \"/{name}/{workosUserId}\"")]
    [InlineData("@page \"/{clerkUserId}/{name}\"", "@page \"/{workosUserId}/{name}\"")]
    [InlineData("@page \"/{name}\"", "@page \"/{name}\"")]
    [InlineData("@page", "@page")]
    public async Task Of_a_pages_template_only_what_a_handler_takes_moves(string before, string after) =>
        await RazorProgram.Of("Pages/Expert.cshtml", $"{before}\n@model ExpertModel\n", $"{after}\n@model ExpertModel\n").And("Pages/_ViewImports.cshtml", "@using App\n")
            .And("Model.cs", Handler("clerkUserId"), Handler("workosUserId")).Becomes();

    private static string Handler(string name) => $$"""
        namespace App;
        public class ExpertModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet(string? {{name}}) => System.Console.Write({{name}}); }
        """;

    [Fact]
    public async Task An_attribute_that_nothing_takes_is_listed_alone()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", "@page\n<a asp-page=\"Expert\" asp-route-clerkUserId=\"x\">x</a>\n")
            .And("Pages/_ViewImports.cshtml", "@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n").And("Other.cs", "class Other { string clerkUserId = \"\"; }", "class Other { string workosUserId = \"\"; }").Becomes();
        Assert.Equal(["Pages/Expert.cshtml(2,22): C2W102"], RazorProgram.Shown(result).Select(line => line[..(line.IndexOf("C2W", StringComparison.Ordinal) + 6)]));
    }

    [Theory]
    [InlineData("", "Listed Info")]
    [InlineData("c2w_comments = rewrite", "Listed Fixed")]
    public async Task A_name_in_markup_is_listed_and_one_in_a_comment_only_noted(string setting, string statuses)
    {
        using var workspace = new AdhocWorkspace();
        var program = RazorProgram.Of("Page.razor", "<p>ClerkUserId</p>\n<!-- ClerkUserId -->\n");
        var snapshot = await Snapshot.LoadAsync((setting.Length == 0 ? program : program.Configured(setting)).Open(workspace), null, CancellationToken.None);
        var found = MarkupFinding.Collect(snapshot, false, CancellationToken.None);
        Assert.Equal(statuses, string.Join(' ', found.Select(finding => finding.Report(isReplaced: false).Status)));
        Assert.Equal([(FindingStatus.Fixed, null), (FindingStatus.Fixed, null)], found.Select(finding => finding.Report(isReplaced: true)).Select(report => (report.Status, report.Reason)));
    }

    /// <summary>An audit call is put together anew from the arguments of the old one, in a Razor file as elsewhere.</summary>
    [Fact]
    public async Task An_audit_call_in_a_Razor_file_keeps_the_arguments_as_they_are_written_there()
    {
        const string Audit = """
            namespace App.Audit { public static class Log { public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { } } }
            namespace App.AuditWorkos { public static class Log { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) { } } }
            """;
        const string Page = """
            @using App.Audit
            <p>before</p>
            @code {
                void Save(string name) { Log.LogAuditEvent("u", "create", "event", name, null, name + "!", null, null); }
            }
            """;
        await RazorProgram.Of("Page.razor", Page, Page.Replace("App.Audit", "App.AuditWorkos", StringComparison.Ordinal)
            .Replace("""LogAuditEvent("u", "create", "event", name, null, name + "!", null, null)""", """LogAuditEvent("create", "event", name, new { oldValues = (object?)null, newValues = name + "!" })""", StringComparison.Ordinal)).And("Audit.cs", Audit).Becomes();
    }

    /// <summary>An argument that the new call has no place for goes with the names in it.</summary>
    [Fact]
    public async Task An_audit_call_in_a_Razor_file_loses_the_actor_whose_name_moves()
    {
        const string Audit = """
            namespace App.Audit { public static class Log { public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { } } }
            namespace App.AuditWorkos { public static class Log { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) { } } }
            """;
        static string Page(string space, string name, string arguments) => $$"""
            @using {{space}}
            <p>@{{name}}</p>
            @code {
                string {{name}} = "";
                void Save() { Log.LogAuditEvent({{arguments}}); }
            }
            """;
        await RazorProgram.Of("Page.razor", Page("App.Audit", "clerkUserId", "clerkUserId, \"create\", \"event\", \"1\", null, null, null, null"), Page("App.AuditWorkos", "workosUserId", "\"create\", \"event\", \"1\"")).And("Audit.cs", Audit).Becomes();
    }
}
