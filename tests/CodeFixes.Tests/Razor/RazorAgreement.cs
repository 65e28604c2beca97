namespace Clerk2WorkOS.CodeFixes.Tests.Razor;

/// <summary>The compiler and the runner say the same of a Razor file.</summary>
public sealed class RazorAgreement
{
    private static RazorProgram Everything => RazorProgram.Of("Pages/Expert.cshtml", """
            @page "/experts/{clerkUserId?}"
            @using Booking.Drizzle.Schema
            @model ExpertModel
            @inject Expert ClerkUserIdHolder
            @{ var clerkUserId = Model.Expert.ClerkUserId; dynamic row = Model; }
            <h1 data-clerk-user-id="@clerkUserId">@row.ClerkUserId</h1>
            <form asp-route-clerkUserId="@clerkUserId"><input name="ClerkUserId" /></form>
            @functions {
                EventTable? Row(string clerkUserId) => throw new InvalidOperationException("no ClerkUserId");
            #pragma warning disable C2W101
                string clerkSub = "";
            #pragma warning restore C2W101
            }
            <script>var clerkUserId = "";</script>
            """)
        .And("Pages/_ViewImports.cshtml", "@using App\n@using Booking.Drizzle.Schema\n@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers\n")
        .And("ClerkIdBadge.razor", "<b>@ClerkUserId</b>\n@code { [Parameter] public string? ClerkUserId { get; set; } }\n")
        .And("Schema.cs", """
            namespace Booking.Drizzle.Schema { public class EventTable { } public class MeetingTable { } }
            namespace Booking.Drizzle.SchemaWorkos { public class EventsTable { } public class MeetingsTable { } }
            """)
        .And("Model.cs", """
            namespace App;
            public class Expert { public string? ClerkUserId { get; set; } }
            public class ExpertModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public Expert Expert { get; set; } = new();
                public void OnGet(string? clerkUserId) => Expert.ClerkUserId = clerkUserId;
            }
            """);

    [Fact]
    public async Task Place_by_place()
    {
        var compiler = await Everything.ReportedAsync();
        Assert.Equal(await Everything.FoundAsync(), compiler);
        Assert.Contains("Pages/Expert.cshtml(5,8): C2W101", compiler);
        Assert.Contains("Pages/_ViewImports.cshtml(2): C2W302", compiler);
        Assert.Contains("Pages/Expert.cshtml(9,5): C2W301", compiler);
        Assert.Contains("ClerkIdBadge.razor(1,1): C2W101", compiler);
        Assert.Contains("Pages/Expert.cshtml(14,13): C2W102", compiler);
        Assert.DoesNotContain(compiler, line => line.StartsWith("Pages/Expert.cshtml(11,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_is_generated() => Assert.Equal(
        await Everything.WithoutGenerator.FoundAsync(), await Everything.WithoutGenerator.ReportedAsync());
}
