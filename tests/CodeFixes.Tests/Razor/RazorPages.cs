namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>Pages and views: what stands in a <c>.cshtml</c> file follows, and is followed.</summary>
public sealed class RazorPages
{
    private const string Imports = """
        @using App
        @using Microsoft.AspNetCore.Mvc
        @addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers
        @addTagHelper *, App

        """;

    private const string Model = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        namespace App;
        public class Expert { public string? ClerkUserId { get; set; } }
        public class ExpertModel : PageModel
        {
            [BindProperty] public Expert Expert { get; set; } = new();
            public void OnGet(string? clerkUserId) => Expert.ClerkUserId = clerkUserId;
        }
        """;

    private const string ModelAfter = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        namespace App;
        public class Expert { public string? WorkosUserId { get; set; } }
        public class ExpertModel : PageModel
        {
            [BindProperty] public Expert Expert { get; set; } = new();
            public void OnGet(string? workosUserId) => Expert.WorkosUserId = workosUserId;
        }
        """;

    [Fact]
    public async Task A_page_its_template_and_the_links_to_it_move_together()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", """
                @page "/experts/{clerkUserId?}"
                @model ExpertModel
                @inject IClerkUserIdSource ClerkUserIdSource
                @* ClerkUserId in a comment *@
                @{ var clerkUserId = Model.Expert.ClerkUserId; }
                <h1 title="by @clerkUserId!">@Model.Expert.ClerkUserId</h1>
                <form method="post" asp-page="Expert" asp-route-clerkUserId="@Model.Expert.ClerkUserId">
                  <input asp-for="Expert.ClerkUserId" /><input name="Expert.ClerkUserId" value="@clerkUserId" />
                </form>
                @if (clerkUserId is { Length: > 3 }) { <p>@Show(clerkUserId: clerkUserId)</p> }
                @functions {
                    string Show(string clerkUserId) => clerkUserId + ClerkUserIdSource.ClerkUserId;
                }
                """, """
                @page "/experts/{workosUserId?}"
                @model ExpertModel
                @inject IWorkosUserIdSource WorkosUserIdSource
                @* ClerkUserId in a comment *@
                @{ var workosUserId = Model.Expert.WorkosUserId; }
                <h1 title="by @workosUserId!">@Model.Expert.WorkosUserId</h1>
                <form method="post" asp-page="Expert" asp-route-workosUserId="@Model.Expert.WorkosUserId">
                  <input asp-for="Expert.WorkosUserId" /><input name="Expert.WorkosUserId" value="@workosUserId" />
                </form>
                @if (workosUserId is { Length: > 3 }) { <p>@Show(workosUserId: workosUserId)</p> }
                @functions {
                    string Show(string workosUserId) => workosUserId + WorkosUserIdSource.WorkosUserId;
                }
                """)
            .And("Pages/_ViewImports.cshtml", Imports)
            .And("Model.cs", Model, ModelAfter)
            .And("Source.cs", "public interface IClerkUserIdSource { string ClerkUserId { get; } }", "public interface IWorkosUserIdSource { string WorkosUserId { get; } }")
            .Becomes();
        Assert.Equal(
            ["Pages/Expert.cshtml(4,4): C2W103 'ClerkUserId' in a comment is named after the Clerk user id; use 'WorkosUserId'. A comment changes nothing; 'c2w_comments = rewrite' renames it."],
            RazorProgram.Shown(result));
        Assert.Contains(result.Contracts, contract => contract is { Kind: ContractKind.Route, OldName: "clerkUserId", NewName: "workosUserId" });
    }

    [Fact]
    public async Task What_others_may_know_in_markup_is_listed_at_its_place()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", """
                @page
                @model ExpertModel
                <p data-clerk-user-id="@Model.Expert.ClerkUserId">ClerkUserId</p>
                <script>var clerkUserId = "@Model.Expert.ClerkUserId"; // clerkUserId</script>
                """, """
                @page
                @model ExpertModel
                <p data-clerk-user-id="@Model.Expert.WorkosUserId">ClerkUserId</p>
                <script>var clerkUserId = "@Model.Expert.WorkosUserId"; // clerkUserId</script>
                """)
            .And("Pages/_ViewImports.cshtml", Imports).And("Model.cs", Model, ModelAfter).Becomes();
        Assert.Equal(
            ["Pages/Expert.cshtml(3,4): C2W102 'data-clerk-user-id' in an HTML attribute", "Pages/Expert.cshtml(3,51): C2W102 'ClerkUserId' in markup", "Pages/Expert.cshtml(4,13): C2W102 'clerkUserId' in a script", "Pages/Expert.cshtml(4,59): C2W102 'clerkUserId' in a script"],
            RazorProgram.Shown(result).Select(line => line[..line.IndexOf(" is named", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Comments_are_rewritten_where_that_is_asked_for() =>
        await RazorProgram.Of("Pages/Expert.cshtml", "@page\n@* ClerkUserId *@\n<!-- ClerkUserId -->\n", "@page\n@* WorkosUserId *@\n<!-- WorkosUserId -->\n")
            .And("Model.cs", Model, ModelAfter).Configured("c2w_comments = rewrite").Becomes();

    [Fact]
    public async Task A_tag_helper_and_its_attributes_move_together() =>
        await RazorProgram.Of("Pages/Expert.cshtml", "@page\n@model ExpertModel\n<badge clerk-user-id=\"@Model.Expert.ClerkUserId\" /> <badge clerk-user-id=\"x\"/>\n", "@page\n@model ExpertModel\n<badge workos-user-id=\"@Model.Expert.WorkosUserId\" /> <badge workos-user-id=\"x\"/>\n")
            .And("Pages/_ViewImports.cshtml", Imports).And("Model.cs", Model, ModelAfter)
            .And("Badge.cs", "namespace App; public class BadgeTagHelper : Microsoft.AspNetCore.Razor.TagHelpers.TagHelper { public string? ClerkUserId { get; set; } }", "namespace App; public class BadgeTagHelper : Microsoft.AspNetCore.Razor.TagHelpers.TagHelper { public string? WorkosUserId { get; set; } }")
            .Becomes();

    [Fact]
    public async Task A_tag_helper_whose_attribute_is_written_elsewhere_too_stays()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", "@page\n<badge clerk-user-id=\"x\"/>\n<p clerk-user-id=\"y\"></p>\n")
            .And("Pages/_ViewImports.cshtml", Imports)
            .And("Badge.cs", "namespace App; public class BadgeTagHelper : Microsoft.AspNetCore.Razor.TagHelpers.TagHelper { public string? ClerkUserId { get; set; } }")
            .Becomes();
        Assert.Contains(RazorProgram.Shown(result), line => line.StartsWith("Badge.cs(1,111): C2W101", StringComparison.Ordinal) && line.Contains("Expert.cshtml names it near line", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_component_that_is_called_by_name_keeps_its_parameter()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", "@page\n@await Component.InvokeAsync(\"Badge\", new { clerkUserId = \"x\" })\n<vc:badge clerk-user-id=\"y\"></vc:badge>\n")
            .And("Pages/_ViewImports.cshtml", Imports)
            .And("Badge.cs", "namespace App; public class BadgeViewComponent : Microsoft.AspNetCore.Mvc.ViewComponent { public string Invoke(string clerkUserId) => clerkUserId; }")
            .Becomes();
        Assert.Contains(RazorProgram.Shown(result), line => line.StartsWith("Badge.cs(1,", StringComparison.Ordinal) && line.EndsWith("Expert.cshtml hands the view component this parameter by its name.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_without_a_models_type_keeps_what_it_may_be_given()
    {
        var result = await RazorProgram.Of("Views/Show.cshtml", "<p>@Model.ClerkUserId</p>\n").And("Expert.cs", "public class Expert { public string ClerkUserId { get; set; } = \"\"; }").Becomes();
        Assert.Equal(["Expert.cs(1,37)", "Views/Show.cshtml(1,11)"], RazorProgram.Shown(result).Select(line => line[..line.IndexOf(':')]));
    }

    [Fact]
    public async Task A_taken_name_is_listed_in_the_page()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", "@page\n@{ var clerkUserId = \"a\"; var workosUserId = \"b\"; }\n<p>@clerkUserId@workosUserId</p>\n").Becomes();
        Assert.Equal(["Pages/Expert.cshtml(2,8): C2W101 'clerkUserId' is named after the Clerk user id; use 'workosUserId'."], RazorProgram.Shown(result).Select(line => line[..(line.IndexOf("'.", StringComparison.Ordinal) + 2)]));
    }

    [Fact]
    public async Task Kept_routes_keep_the_page_and_its_parameter()
    {
        var result = await RazorProgram.Of("Pages/Expert.cshtml", "@page \"{clerkUserId}\"\n@model ExpertModel\n").And("Pages/_ViewImports.cshtml", Imports)
            .And("Model.cs", "namespace App;\npublic class ExpertModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel\n{\n    public void OnGet(string? clerkUserId) => System.Console.Write(clerkUserId);\n}\n")
            .Configured("c2w_json_names = keep").Becomes();
        Assert.Contains(RazorProgram.Shown(result), line => line.StartsWith("Model.cs(4,31): C2W101", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_of_settings_move_in_markup_and_in_code_with_the_files_beside()
    {
        const string Page = """
            @page
            @inject Microsoft.Extensions.Configuration.IConfiguration Configuration
            <script src="x.js" data-key="@Configuration["Clerk:PublishableKey"]"></script>
            @if (Configuration["CLERK_SECRET_KEY"] is null) { <p>CLERK_SECRET_KEY is not set</p> }
            @functions { string? Read() => Configuration.GetSection("Authentication:Clerk").Value; }
            """;
        const string Settings = """{ "Clerk": { "PublishableKey": "pk" }, "Authentication": { "Clerk": { "SecretKey": "sk" } } }""";
        var result = await RazorProgram.Of("Pages/SignIn.cshtml", Page, Page.Replace("Clerk:PublishableKey", "WorkOS:PublishableKey", StringComparison.Ordinal)
                .Replace("CLERK_SECRET_KEY", "WORKOS_API_KEY", StringComparison.Ordinal).Replace("Authentication:Clerk", "Authentication:WorkOS", StringComparison.Ordinal))
            .And("appsettings.json", Settings, Settings.Replace("\"Clerk\"", "\"WorkOS\"", StringComparison.Ordinal))
            .Configured("c2w_configuration_keys = rename")
            .Becomes();
        Assert.Empty(RazorProgram.Shown(result));
    }

    [Fact]
    public async Task A_key_that_a_page_puts_together_keeps_all_of_them()
    {
        var result = await RazorProgram.Of("Pages/SignIn.cshtml", """
                @page
                @inject Microsoft.Extensions.Configuration.IConfiguration Configuration
                <p>@Configuration["Clerk:" + Model]</p>
                """)
            .And("appsettings.json", """{ "Clerk": { "PublishableKey": "pk" } }""")
            .Configured("c2w_configuration_keys = rename")
            .Becomes();
        Assert.All(RazorProgram.Shown(result), shown => Assert.EndsWith("'Clerk:' is a part of a key that is put together at run time (/app/Pages/SignIn.cshtml, line 3).", shown));
        Assert.Equal(2, result.Findings.Length);
    }
}
