using Clerk2WorkOS.Browser.Tests.Setting;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Browser.Tests;

/// <summary>The HTML report in a real browser.</summary>
[Collection(nameof(InABrowser))]
public sealed class ReportPageTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Opens_from_its_file_and_asks_for_nothing()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Reports.Fix);
        await Expect(report.Findings).ToHaveCountAsync(5);
        await Expect(report.Page.Locator(".verdict")).ToHaveTextAsync("2 files changed in 5 places. 3 findings left.");
        await report.PictureAsync("fix-wide", isWhole: true);
        Assert.Empty(report.Requests);
        Assert.Empty(report.Complaints);
    }
}
