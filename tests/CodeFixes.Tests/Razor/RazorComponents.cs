namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>Blazor components: a parameter moves with every use of it in markup, or not at all.</summary>
public sealed class RazorComponents
{
    private const string Imports = "@using App\n@using Microsoft.AspNetCore.Components.Web\n@using Microsoft.AspNetCore.Components.Forms\n";

    private const string Expert = "namespace App; public class Expert { public string ClerkUserId { get; set; } = \"\"; }";

    private const string ExpertAfter = "namespace App; public class Expert { public string WorkosUserId { get; set; } = \"\"; }";

    private const string Card = """
        @page "/card/{ClerkUserId}"
        @typeparam T
        <p class="@ClerkUserId">@ClerkUserId @ChildContent</p>
        @code {
            [Parameter, EditorRequired] public string? ClerkUserId { get; set; }
            [Parameter] public EventCallback<string?> ClerkUserIdChanged { get; set; }
            [Parameter] public T? Value { get; set; }
            [Parameter] public RenderFragment<string>? ChildContent { get; set; }
        }
        """;

    private const string CardAfter = """
        @page "/card/{WorkosUserId}"
        @typeparam T
        <p class="@WorkosUserId">@WorkosUserId @ChildContent</p>
        @code {
            [Parameter, EditorRequired] public string? WorkosUserId { get; set; }
            [Parameter] public EventCallback<string?> WorkosUserIdChanged { get; set; }
            [Parameter] public T? Value { get; set; }
            [Parameter] public RenderFragment<string>? ChildContent { get; set; }
        }
        """;

    [Fact]
    public async Task A_parameter_moves_with_its_attributes_and_bindings() =>
        await RazorProgram.Of("Card.razor", Card, CardAfter).And("_Imports.razor", Imports).And("Expert.cs", Expert, ExpertAfter)
            .And("List.razor", """
                @inject Expert ClerkUserIdHolder
                <Card ClerkUserId="@clerkUserId" Value="1">x</Card>
                <Card T="int" ClerkUserId="abc" />
                <Card T="int" @bind-ClerkUserId="clerkUserId" @bind-ClerkUserId:after="After" />
                <Card Value="@expert" ClerkUserId="@expert.ClerkUserId" @key="expert.ClerkUserId"><b>@expert.ClerkUserId @context</b></Card>
                <input @bind="clerkUserId" /><InputText @bind-Value="expert.ClerkUserId" />
                <button @onclick="() => clerkUserId = null">@ClerkUserIdHolder.ClerkUserId</button>
                @code {
                    string? clerkUserId;
                    Expert expert = new();
                    void After() { }
                }
                """, """
                @inject Expert WorkosUserIdHolder
                <Card WorkosUserId="@workosUserId" Value="1">x</Card>
                <Card T="int" WorkosUserId="abc" />
                <Card T="int" @bind-WorkosUserId="workosUserId" @bind-WorkosUserId:after="After" />
                <Card Value="@expert" WorkosUserId="@expert.WorkosUserId" @key="expert.WorkosUserId"><b>@expert.WorkosUserId @context</b></Card>
                <input @bind="workosUserId" /><InputText @bind-Value="expert.WorkosUserId" />
                <button @onclick="() => workosUserId = null">@WorkosUserIdHolder.WorkosUserId</button>
                @code {
                    string? workosUserId;
                    Expert expert = new();
                    void After() { }
                }
                """).Becomes();

    [Fact]
    public async Task A_parameter_in_code_behind_moves_with_its_markup() =>
        await RazorProgram.Of("Badge.razor", "<b>@ClerkUserId</b>\n", "<b>@WorkosUserId</b>\n").And("Page.razor", "<Badge ClerkUserId=\"x\" />\n", "<Badge WorkosUserId=\"x\" />\n")
            .And("Badge.razor.cs",
                "namespace App; public partial class Badge { [Microsoft.AspNetCore.Components.Parameter] public string ClerkUserId { get; set; } = \"\"; }",
                "namespace App; public partial class Badge { [Microsoft.AspNetCore.Components.Parameter] public string WorkosUserId { get; set; } = \"\"; }").Becomes();

    [Fact]
    public async Task The_name_of_a_templates_variable_moves_or_stays_whole()
    {
        var result = await RazorProgram.Of("Box.razor", "@ChildContent\n@code { [Parameter] public RenderFragment<string>? ChildContent { get; set; } }\n")
            .And("Page.razor", "<Box Context=\"clerkUserId\">@clerkUserId</Box>\n").Rewrite();
        Assert.Empty(result.TakenBack);
        Assert.True(result.Files.Length == 1 || RazorProgram.Shown(result).Length > 0, "neither renamed nor listed");
    }

    [Theory]
    [InlineData("new Dictionary<string, object> { [\"ClerkUserId\"] = \"x\" }")]
    [InlineData("new Dictionary<string, object> { { \"clerkUserId\", \"x\" } }")]
    public async Task A_parameter_that_is_handed_over_by_name_stays(string parameters)
    {
        var result = await RazorProgram.Of("Badge.razor", "<b>@ClerkUserId</b>\n@code { [Parameter] public string? ClerkUserId { get; set; } }\n")
            .And("Page.razor", "<DynamicComponent Type=\"typeof(Badge)\" Parameters=\"_given\" />\n@code {\n    IDictionary<string, object> _given = " + parameters + ";\n}\n").Becomes();
        Assert.Contains(RazorProgram.Shown(result), line => line.StartsWith("Badge.razor(2,36): C2W101", StringComparison.Ordinal) && line.EndsWith("Page.razor, line 3, hands the component this parameter by its name.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_component_that_is_called_like_its_file_is_listed_there()
    {
        var result = await RazorProgram.Of("ClerkUserIdBadge.razor", "<b>b</b>\n").And("Page.razor", "<ClerkUserIdBadge />\n").And("Expert.cs", Expert, ExpertAfter).Becomes();
        Assert.Equal(
            [
                "ClerkUserIdBadge.razor(1,1): C2W101 'ClerkUserIdBadge' is named after the Clerk user id; use 'WorkosUserIdBadge'. A component is called like its file; rename the file.",
                "Page.razor(1,2): C2W102 'ClerkUserIdBadge' in an element is named after the Clerk user id; use 'WorkosUserIdBadge', together with the component that it stands for. Nothing shows who else uses it.",
            ],
            RazorProgram.Shown(result));
    }

    [Fact]
    public async Task A_suppression_in_code_is_heard()
    {
        var result = await RazorProgram.Of("Badge.razor", "@code {\n#pragma warning disable C2W101\n    string clerkUserId = \"\";\n#pragma warning restore C2W101\n    string Show() => clerkUserId;\n}\n").And("Expert.cs", Expert, ExpertAfter).Becomes();
        Assert.Empty(RazorProgram.Shown(result));
    }

    [Fact]
    public async Task Several_target_frameworks_get_one_edit()
    {
        var result = await RazorProgram.Of("Card.razor", Card, CardAfter).For("net8.0", "net10.0").Becomes();
        Assert.Single(result.Files);
        Assert.Equal(2, result.Findings.Length);
    }

    [Fact]
    public async Task A_file_that_is_excluded_keeps_what_it_uses()
    {
        var result = await RazorProgram.Of("Kept/Badge.razor", "<b>@(new Expert().ClerkUserId)</b>\n@code { string clerkUserId = \"\"; }\n").And("_Imports.razor", Imports).And("Expert.cs", Expert)
            .Configured("c2w_excluded_paths = **/Kept/**").Becomes();
        Assert.Equal(["Expert.cs(1,52): C2W101 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. It is used in Badge.razor, which is not part of this run."], RazorProgram.Shown(result));
    }

    [Fact]
    public async Task Of_a_file_that_nothing_was_generated_from_every_name_is_listed_and_stays()
    {
        var result = await RazorProgram.Of("Badge.razor", "@* ClerkUserId *@\n<b>@Owner.ClerkUserId</b>\n").And("Expert.cs", Expert).WithoutGenerator.Becomes();
        Assert.Equal(
            [
                "Badge.razor(1,4): C2W103", "Badge.razor(2,11): C2W103", "Expert.cs(1,52): C2W101",
            ],
            RazorProgram.Shown(result).Select(line => line[..(line.IndexOf("C2W", StringComparison.Ordinal) + 6)]));
        Assert.EndsWith("Badge.razor, line 2, names it, and nothing was generated from that file.", RazorProgram.Shown(result)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_endings_of_a_file_stay() =>
        await RazorProgram.Of("Badge.razor", "<b>@clerkUserId</b>\r\n@code {\r\n    string clerkUserId = \"é\";\r\n}\r\n", "<b>@workosUserId</b>\r\n@code {\r\n    string workosUserId = \"é\";\r\n}\r\n").And("Expert.cs", Expert, ExpertAfter).Becomes();
}
