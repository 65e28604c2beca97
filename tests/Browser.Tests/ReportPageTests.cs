using Clerk2WorkOS.Browser.Tests.Setting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Browser.Tests;

/// <summary>The HTML report in a real browser: what it shows, and what can be done on it.</summary>
[Collection(nameof(InABrowser))]
public sealed class ReportPageTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Opens_from_its_file_and_asks_for_nothing()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await Expect(report.Page.Locator(".verdict")).ToHaveTextAsync("2 files changed in 5 places. 2 findings left, 1 change taken back.");
        await Expect(report.Findings).ToHaveCountAsync(5);
        await Expect(report.Findings.First).ToContainTextAsync("left to do");
        foreach (var title in new[] { "By rule", "By project", "Findings", "Files", "Contracts that moved (1)", "Contracts kept (1)", "Taken back (1)", "Projects not looked at (1)" })
            await Expect(report.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true })).ToBeVisibleAsync();
        await Expect(report.Page.GetByRole(AriaRole.Link, new() { Name = "C2W102" }).Nth(1))
            .ToHaveAttributeAsync("href", "https://github.com/clerk2workos/clerk2workos/blob/main/docs/rules/C2W102.md");
        await report.PictureAsync("fix-wide", isWhole: true);
        report.ShouldBeQuiet();
    }

    [BrowserFact]
    public async Task Filters_and_search_narrow_findings_and_files_and_stand_in_the_address()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await report.List("Status").SelectOptionAsync("listed");
        await Expect(report.Count).ToHaveTextAsync("2 of 5 findings");
        await Expect(report.Page.Locator("#file-count")).ToContainTextAsync("2 files of 4");
        await report.Page.GetByLabel("Search").FillAsync("SQL Clerk_User_Id");
        await Expect(report.Count).ToHaveTextAsync("1 of 5 findings");
        Assert.EndsWith("#search=SQL+Clerk_User_Id&status=listed", report.Page.Url, StringComparison.Ordinal);

        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(report.Count).ToHaveTextAsync("5 findings");
        Assert.DoesNotContain('#', report.Page.Url);
        await Expect(report.Page.GetByLabel("Search")).ToBeFocusedAsync();

        await report.Page.GetByLabel("Path").FillAsync("src/**/*.cs");
        await Expect(report.Count).ToHaveTextAsync("4 of 5 findings");
        await report.Page.GetByLabel("Path").FillAsync("");
        await report.List("Group by").SelectOptionAsync("rule");
        await Expect(report.Page.Locator(".group h3").First).ToHaveTextAsync("C2W101: A name stands for the Clerk user id 1 finding");

        await report.Page.GetByRole(AriaRole.Row, new() { Name = "Orders" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(report.Count).ToHaveTextAsync("2 of 5 findings");
        report.ShouldBeQuiet();
    }

    [BrowserFact]
    public async Task A_link_opens_the_page_as_its_sender_saw_it()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix, hash: "#rule=C2W201&status=fixed&project=gone");
        await Expect(report.Count).ToHaveTextAsync("1 of 5 findings");
        await Expect(report.List("Rule")).ToHaveValueAsync("C2W201");
        await Expect(report.List("Project")).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task A_finding_leads_to_its_change_side_by_side_with_the_words_marked()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Show the change in src/Orders/OrderActions.cs, line 8" }).ClickAsync();
        var row = report.Page.Locator("tr[data-line='8']");
        await Expect(row).ToBeFocusedAsync();
        await Expect(row.Locator("td.old")).ToHaveTextAsync("−        await LogAuditEvent(clerkUserId, \"created\", \"order\", order.Id, null, new { order.Total }, \"\", \"\");");
        await Expect(row.Locator("td.new")).ToHaveTextAsync("+        await LogAuditEvent(\"created\", \"order\", order.Id, new { order.Total });");
        Assert.Equal(["clerkUserId, ", "null, ", ", \"\", \"\""], await row.Locator("del").AllTextContentsAsync());
        Assert.Equal(["workosUserId"], await report.Page.Locator("tr[data-line='5'] ins").AllTextContentsAsync());
        await report.PictureAsync("change-wide");

        await report.Page.SetViewportSizeAsync(420, 900);
        await Expect(report.Page.Locator("tr[data-line='8'] td.new")).ToHaveCountAsync(0);
        await Expect(report.Page.Locator(".diff ins").First).ToHaveTextAsync("workosUserId");
        await report.Page.Locator("tr[data-line='8']").ScrollIntoViewIfNeededAsync();
        await report.PictureAsync("change-narrow");
    }

    [BrowserFact]
    public async Task Values_of_settings_are_not_on_the_page()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await report.Page.Locator("summary", new() { HasText = ".env" }).ClickAsync();
        await Expect(report.Page.GetByText("The lines are not shown: values of settings stand in such a file.")).ToBeVisibleAsync();
        Assert.DoesNotContain("1234567890abcdef", await report.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Can_be_used_with_the_keyboard_alone()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await report.Page.Keyboard.PressAsync("Tab");
        await Expect(report.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the findings" })).ToBeFocusedAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await report.Page.Keyboard.PressAsync("Tab");
        await Expect(report.Page.GetByLabel("Search")).ToBeFocusedAsync();
        await report.Page.Keyboard.TypeAsync("OrderActions");
        await Expect(report.Count).ToHaveTextAsync("2 of 5 findings");

        var summary = report.Page.Locator("summary").First;
        for (var press = 0; press < 40 && !await summary.EvaluateAsync<bool>("it => it === document.activeElement"); press++)
            await report.Page.Keyboard.PressAsync("Tab");
        await Expect(summary).ToBeFocusedAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await Expect(report.Page.Locator(".diff").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_is_typed_right_after_the_jump_to_the_findings_stays()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        // The news of the jump come when the address is the search's already.
        await report.Page.EvaluateAsync("""
            () => new Promise(arrived => {
              addEventListener('hashchange', () => setTimeout(arrived), { once: true });
              document.querySelector('.skip').click();
              const search = document.getElementById('search');
              search.focus();
              search.value = 'OrderActions';
              history.replaceState(null, '', '#search=Order');
            })
            """);
        await Expect(report.Page.GetByLabel("Search")).ToBeFocusedAsync();
        await Expect(report.Page.GetByLabel("Search")).ToHaveValueAsync("OrderActions");
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_summary_and_the_first_findings_are_there()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Check(1000), new() { JavaScriptEnabled = false });
        await Expect(report.Page.GetByText("The first 100 of 1,000 findings. Search, filters and the rest need JavaScript.")).ToBeVisibleAsync();
        Assert.Equal(100, await report.Page.Locator("[aria-label='Table: The first findings'] tbody tr").CountAsync());
        await Expect(report.Page.Locator("#filters")).ToBeHiddenAsync();
        await report.PictureAsync("without-script");
    }

    [BrowserFact]
    public async Task Shows_how_far_the_work_has_come_since_the_baseline()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Check(30));
        var rows = report.Page.Locator("[aria-label='Table: Burn-down by rule'] tbody tr");
        Assert.Equal(["60", "29", "31", "4"], await rows.First.Locator("td.number").AllTextContentsAsync());
        await Expect(report.Page.GetByText("39 of the 100 lines that were known are gone (39 %), 61 are still there, 9 are new.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_theme_can_be_chosen()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix, new() { ColorScheme = ColorScheme.Light });
        Assert.Equal("rgb(255, 255, 255)", await Background());
        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: system" }).ClickAsync();
        Assert.Equal("rgb(13, 17, 23)", await Background());

        Task<string> Background() => report.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }
}
