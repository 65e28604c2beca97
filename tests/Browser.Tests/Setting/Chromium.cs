using Microsoft.Playwright;

namespace Clerk2WorkOS.Browser.Tests.Setting;

/// <summary>One browser for all tests: the machine's own Chromium, driven by Playwright. None is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The program: what <c>C2W_CHROMIUM</c> names, else <c>chromium</c> or <c>google-chrome</c> on the path; <c>null</c> where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("C2W_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
            .FirstOrDefault(File.Exists);

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async Task InitializeAsync()
    {
        if (Program is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],      // Chromium has none to give to root
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A test in a browser; where there is none it is skipped and says so, but in CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "There is no Chromium: install it, or name it in C2W_CHROMIUM.";
    }
}
