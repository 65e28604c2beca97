using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>What <c>check</c>, <c>rules</c> and <c>explain</c> print.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task Prints_findings_in_the_compilers_form_and_fails()
    {
        using var folder = SmallSolution.Create();
        var run = await Tool.RunAsync(folder, new WordEngine(), ["check", "."]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""
            App/Program.cs(3,23): warning C2W101: 'ClerkUserId' is found.
            App/Program.cs(4,31): warning C2W101: 'ClerkUserId' is found.
            Domain/User.cs(5,19): warning C2W101: 'ClerkUserId' is found.

              C2W101  3 fixable
            3 findings left.

            """, run.Output, ignoreLineEndingDifferences: true);
        Assert.Contains("Loading projects", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_silent_and_content_when_nothing_is_left()
    {
        using var folder = SmallSolution.Create();
        var run = await Tool.RunAsync(folder, new WordEngine("Nowhere"), ["check", ".", "--verbosity", "quiet"]);
        Assert.Equal(new ToolResult(0, "", ""), run);
    }

    [Fact]
    public async Task Prints_the_json_report_alone_when_asked()
    {
        using var folder = SmallSolution.Create();
        var run = await Tool.RunAsync(folder, new WordEngine(), ["check", ".", "--format", "json", "--report", "new/folder/report.json"]);
        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("summary").GetProperty("fixable").GetInt32());
        Assert.Equal("App/Program.cs", json.RootElement.GetProperty("findings")[0].GetProperty("path").GetString());
        Assert.Equal(run.Output, folder.Read("new/folder/report.json"));
    }

    [Fact]
    public async Task Lists_and_explains_every_rule()
    {
        using var folder = new TemporaryFolder();
        var rules = await Tool.RunAsync(folder, "rules");
        Assert.Equal(0, rules.ExitCode);
        foreach (var line in rules.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var page = await Tool.RunAsync(folder, new WordEngine(), ["explain", line[..6].ToLowerInvariant()]);
            Assert.Equal(0, page.ExitCode);
            Assert.Contains(line[..6], page.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fix")]
    [InlineData("check")]
    [InlineData("init")]
    [InlineData("rules")]
    [InlineData("explain")]
    public async Task Shows_examples_in_its_help(string verb)
    {
        using var folder = new TemporaryFolder();
        var help = await Tool.RunAsync(folder, new WordEngine(), [verb, "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
        Assert.Contains($"clerk2workos {verb}", help.Output, StringComparison.Ordinal);
    }
}
