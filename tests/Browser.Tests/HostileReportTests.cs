using Clerk2WorkOS.Browser.Tests.Setting;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Browser.Tests;

/// <summary>Code, paths and names that would like to be something else than text.</summary>
[Collection(nameof(InABrowser))]
public sealed class HostileReportTests(Chromium chromium)
{
    private const string Attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<!--{{data}}";

    [BrowserFact]
    public async Task Hostile_text_stays_text()
    {
        await using var report = await ReportPage.OpenAsync(chromium, HtmlReport.Write([new(Attack, Hostile), new("two\u202E", Hostile)]));
        await Expect(report.Findings).ToHaveCountAsync(2);
        foreach (var part in new[] { "p", "p.reason", "code" })
            await Expect(report.Findings.First.Locator(part, new() { HasText = Attack }).First).ToBeVisibleAsync();
        await Expect(report.Page.Locator(".group h3").First).ToContainTextAsync(Attack + ".cs");
        await report.Page.Locator("summary", new() { HasText = Attack }).First.ClickAsync();
        await Expect(report.Page.Locator(".diff ins", new() { HasText = "onerror" }).First).ToBeVisibleAsync();
        await report.List("Repository").SelectOptionAsync(Attack);
        await Expect(report.Count).ToHaveTextAsync("1 of 2 findings");
        Assert.Equal(0, await report.Page.Locator("img").CountAsync());
        await report.PictureAsync("hostile");
        report.ShouldBeQuiet();
    }

    [BrowserFact]
    public async Task What_cannot_be_seen_is_written_out()
    {
        await using var report = await ReportPage.OpenAsync(chromium, Hostile with
        {
            Findings = [new("C2W101", FindingStatus.Listed, "a\u202Eb.cs", 1, 1, 1, 2, "zero\0, half\uD800, mark\uFEFF, \uD83D\uDE00 and ütf.", null)],
        });
        await Expect(report.Findings.First.Locator("p").Nth(1)).ToHaveTextAsync("zero⟨U+0000⟩, half⟨U+D800⟩, mark⟨U+FEFF⟩, \uD83D\uDE00 and ütf.");
        await Expect(report.Page.Locator(".group h3").First).ToContainTextAsync("a⟨U+202E⟩b.cs");
        report.ShouldBeQuiet();
    }

    private static RunReport Hostile => new()
    {
        Command = "fix",
        Solution = Attack,
        IsDryRun = false,
        ExitCode = 1,
        Findings = [new("C2W101", FindingStatus.Listed, Attack + ".cs", 1, 1, 1, 2, Attack, Attack) { Project = Attack, Code = new(1, Attack) }],
        Contracts = [new(ContractKind.Json, Attack, 1, 1, Attack, Attack, "x") { Advice = Attack }],
        TakenBack = [new(Attack, Attack)],
        Files = [new(Attack + ".cs", 1) { Hunks = [new DiffHunk(1, 1, 1, 1, [new('-', "x"), new('+', Attack)])] }],
        UnloadedProjects = [Attack],
        Database = [Attack],
    };
}
