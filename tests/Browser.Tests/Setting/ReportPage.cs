using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Microsoft.Playwright;

namespace Clerk2WorkOS.Browser.Tests.Setting;

/// <summary>A report, opened from its file in a browser that reaches nothing else.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _file;

    private ReportPage(IBrowserContext context, IPage page, string file)
    {
        _context = context;
        Page = page;
        _file = file;
    }

    public IPage Page { get; }

    /// <summary>What the page asked for beside itself.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the browser complained about: failures of the script, violations of the page's policy, dialogs.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator Findings => Page.Locator("#finding-list li");

    public ILocator Count => Page.Locator("#count");

    /// <summary>One of the lists to choose from, by its label.</summary>
    public ILocator List(string label) => Page.GetByRole(AriaRole.Combobox, new() { Name = label });

    public static Task<ReportPage> OpenAsync(Chromium chromium, RunReport report, BrowserNewContextOptions? options = null, string hash = "") =>
        OpenAsync(chromium, HtmlReport.Write(report), options, hash);

    public static async Task<ReportPage> OpenAsync(Chromium chromium, byte[] html, BrowserNewContextOptions? options = null, string hash = "")
    {
        var file = Path.Combine(Path.GetTempPath(), $"c2w-{Guid.NewGuid():N}.html");
        await File.WriteAllBytesAsync(file, html);
        var context = await chromium.Browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1400, Height = 1000 } });
        var page = await context.NewPageAsync();
        var opened = new ReportPage(context, page, file);
        var address = new Uri(file).AbsoluteUri;
        await context.RouteAsync("**/*", route =>
        {
            if (route.Request.Url.Split('#')[0] == address)
                return route.ContinueAsync();
            opened.Requests.Add(route.Request.Url);
            return route.AbortAsync();
        });
        page.Console += (_, message) => { if (message.Type is "error" or "warning") opened.Complaints.Add(message.Text); };
        page.PageError += (_, error) => opened.Complaints.Add(error);
        page.Dialog += (_, dialog) => { opened.Complaints.Add("dialog: " + dialog.Message); _ = dialog.DismissAsync(); };
        await page.GotoAsync(address + hash);
        return opened;
    }

    /// <summary>It asked for nothing, and nothing in it failed.</summary>
    public void ShouldBeQuiet()
    {
        Assert.Empty(Requests);
        Assert.Empty(Complaints);
    }

    /// <summary>Keeps a picture where <c>C2W_SCREENSHOTS</c> names a folder for them, to be looked at.</summary>
    public async Task PictureAsync(string name, bool isWhole = false)
    {
        if (Environment.GetEnvironmentVariable("C2W_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = isWhole });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        File.Delete(_file);
    }
}
