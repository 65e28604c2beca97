using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Story;

/// <summary>What people see while the application is closed by hand.</summary>
[Collection(nameof(Setting.Story))]
public sealed class MaintenancePage(Setting.Story story, Chromium chromium)
{
    private StoryWorld World => story.World;

    [BrowserFact]
    public async Task People_see_a_page_until_the_gate_is_open_again()
    {
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = World.Application.Address.AbsoluteUri, ViewportSize = new() { Width = 1100, Height = 800 } });
        var page = await context.NewPageAsync();
        (await TurnAsync("maintenance")).ShouldExit(0).ShouldSay("The gate is maintenance; 1 instances follow.");
        try
        {
            var closed = await page.GotoAsync("/");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (HttpStatusCode)closed!.Status);
            Assert.True(int.Parse(await closed.HeaderValueAsync("Retry-After") ?? "", System.Globalization.CultureInfo.InvariantCulture) > 0);
            await Expect(page.GetByRole(AriaRole.Heading)).ToBeVisibleAsync();
            await InTheBrowser.ShouldBeAccessibleAsync(page, "maintenance");

            // A program gets problem details, and whoever watches over the servers what they always get.
            using var http = new HttpClient { BaseAddress = World.Application.Address };
            using var refused = await http.GetAsync("experts/1/meetings");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("health")).StatusCode);
        }
        finally
        {
            (await TurnAsync("open")).ShouldExit(0);
        }

        Assert.Equal(200, (await page.GotoAsync("/"))!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Experts" })).ToBeVisibleAsync();
    }

    private Task<StoryRun> TurnAsync(string state) => World.Tool.RunAsync(["cutover", "gate", state, "--side", "target", .. state == "open" ? Array.Empty<string>() : ["--yes"]]);
}
