using System.Diagnostics;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>
/// A web application that prints what its page and its component answer, a Razor class library in which the component lives, and a project without the
/// Razor SDK whose view is read while the program runs.
/// </summary>
internal static class RazorSolution
{
    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk.Razor">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
          <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
        </Project>
        """;

    private const string Web = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
          <ItemGroup><ProjectReference Include="../Parts/Parts.csproj" /></ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Components.Web;
        using Web;

        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Console.WriteLine(await http.GetStringAsync("/experts/user_7"));
        await using var renderer = new HtmlRenderer(app.Services, app.Services.GetRequiredService<ILoggerFactory>());
        Console.WriteLine(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Owners>()).ToHtmlString()));
        await app.StopAsync();
        """;

    public const string Page = """
        @page "/experts/{clerkUserId}"
        @model ExpertModel
        @* ClerkUserId: see the wiki *@
        @{ var clerkUserId = Model.Expert.ClerkUserId; }
        <h1 title="by @clerkUserId">@Model.Expert.ClerkUserId</h1>
        <a asp-page="/Expert" asp-route-clerkUserId="@clerkUserId">again</a>
        <form method="get"><input type="hidden" name="code" value="@Show(clerkUserId)"></form>
        <script>var clerkUserId = 1;</script>
        @functions {
            string Show(string clerkUserId) => clerkUserId.ToUpperInvariant();
        }

        """;

    /// <summary>In windows-1252, with Windows line endings.</summary>
    public const string Badge = "@* Züge *@\r\n<b class=\"@ClerkUserId\">é @ClerkUserId</b>\r\n@code {\r\n    [Parameter, EditorRequired] public string ClerkUserId { get; set; } = \"\";\r\n}\r\n";

    /// <summary>With a byte order mark.</summary>
    public const string Owners = "@using Parts\n<Badge ClerkUserId=\"@clerkUserId\" /><Badge ClerkUserId=\"user_2\" />\n@code {\n    private string clerkUserId = \"user_1\";\n}\n";

    public const string Template = "<p>@Model.ClerkUserId</p>\n";

    public static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder();
        folder.Write("Razor.slnx", """<Solution><Project Path="Web/Web.csproj" /><Project Path="Parts/Parts.csproj" /><Project Path="Mails/Mails.csproj" /></Solution>""");
        folder.Write("Parts/Parts.csproj", Library);
        folder.Write("Parts/_Imports.razor", "@using Microsoft.AspNetCore.Components\n");
        folder.Write("Parts/Badge.razor", Western(Badge));
        folder.Write("Web/Web.csproj", Web);
        folder.Write("Web/Program.cs", Program);
        folder.Write("Web/Owners.razor", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Owners)]);
        folder.Write("Web/Pages/_ViewImports.cshtml", "@using Web\n@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n");
        folder.Write("Web/Pages/Expert.cshtml", Page);
        folder.Write("Web/Expert.cs", """
            using Microsoft.AspNetCore.Mvc.RazorPages;

            namespace Web;

            public record Expert(string ClerkUserId);

            public class ExpertModel : PageModel
            {
                public Expert Expert { get; private set; } = new("");

                public void OnGet(string clerkUserId) => Expert = new(clerkUserId);
            }

            """);
        folder.Write("Mails/Mails.csproj", SmallSolution.ProjectText);
        folder.Write("Mails/Mail.cs", "namespace Mails;\n\npublic class Mail\n{\n    public string ClerkUserId { get; set; } = \"\";\n}\n");
        folder.Write("Mails/Welcome.cshtml", Template);
        return folder;
    }

    /// <summary>As an editor of old would write it.</summary>
    public static byte[] Western(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Runs the program of the solution and gives what it prints.</summary>
    public static async Task<string> RunAsync(TemporaryFolder folder)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", ["run", "--project", folder["Web/Web.csproj"], "-nodeReuse:false"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var error = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, output + await error);
        return output;
    }
}
