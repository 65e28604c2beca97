using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Story;

/// <summary>The pages, as people see them. The pictures are kept in <c>artifacts/screenshots</c>.</summary>
[Collection(nameof(Setting.Story))]
public sealed class InTheBrowser(Setting.Story story, Chromium chromium)
{
    private StoryWorld World => story.World;

    [BrowserFact]
    public async Task A_guest_books_sees_the_toast_and_reaches_the_dashboard()
    {
        var expert = World.Platform.Experts[10];
        await using var context = await OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await ShouldBeAccessibleAsync(page, "experts");
        await page.GotoAsync($"/{expert.Username}/first-talk");
        await page.Locator(".slots label").First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Berta Browser");
        await page.GetByLabel("Email").FillAsync("berta@example.com");
        await ShouldBeAccessibleAsync(page, "booking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book", Exact = true }).ClickAsync();

        var toast = page.GetByRole(AriaRole.Status);
        await Expect(toast).ToHaveTextAsync("Booking confirmed! Check your email for dashboard access.");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/booked$"));
        await page.Locator(".toast").EvaluateAsync("toast => Promise.all(toast.getAnimations().map(animation => animation.finished))");
        await ShouldBeAccessibleAsync(page, "booked");
        await Expect(toast).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();

        await page.GotoAsync(await MailedLink.ToAsync(World, "berta@example.com"));
        await ShouldBeAccessibleAsync(page, "way-in");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByLabel("Email").FillAsync("berta@example.com");
        await page.GetByLabel("Code").FillAsync(MailedLink.CodeTo(World, "berta@example.com"));
        await ShouldBeAccessibleAsync(page, "code");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My appointments" })).ToBeVisibleAsync();
        await Expect(page.Locator(".meetings li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".meetings li")).ToContainTextAsync($"First talk with {expert.FirstName} {expert.LastName}");
        await ShouldBeAccessibleAsync(page, "guest-dashboard");
    }

    [BrowserFact]
    public async Task An_expert_signs_in_with_the_old_password_and_sees_the_calendar()
    {
        var expert = World.Platform.Experts.First(expert => expert is { Clinic: null, Password: not null });
        await using var context = await OpenAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync("/dashboard/appointments");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page, "sign-in");
        await page.GetByLabel("Email").FillAsync(expert.Email);
        await page.GetByLabel("Password").FillAsync(expert.Password!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Calendar" })).ToBeVisibleAsync();
        Assert.True(await page.Locator("h2").CountAsync() >= 5, "The seeded meetings lie on ten days.");
        await ShouldBeAccessibleAsync(page, "expert-calendar");
    }

    private Task<IBrowserContext> OpenAsync() => chromium.Browser.NewContextAsync(new()
    {
        BaseURL = World.Application.Address.AbsoluteUri,
        ViewportSize = new() { Width = 1100, Height = 800 },
        TimezoneId = "Europe/Lisbon",
    });

    /// <summary>Takes a picture, and has axe-core look for what would keep somebody out.</summary>
    internal static async Task ShouldBeAccessibleAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"booking-{name}.png"), FullPage = true });
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
    }
}
