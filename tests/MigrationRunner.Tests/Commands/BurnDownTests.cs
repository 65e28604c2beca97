using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>How far the work has come since a baseline was drawn, by rule and line.</summary>
public sealed class BurnDownTests
{
    [Fact]
    public async Task Counts_what_was_known_what_is_left_of_it_and_what_came()
    {
        using var folder = SmallSolution.Create();
        Assert.Equal("""[{"id":"C2W101","was":0,"left":0,"gone":0,"new":3}]""", await Rules(folder, "--update-baseline"));
        Assert.Equal("""[{"id":"C2W101","was":3,"left":3,"gone":0,"new":0}]""", await Rules(folder));

        folder.Write("App/Program.cs", SmallSolution.AppProgram.Replace("user.ClerkUserId", "1", StringComparison.Ordinal) + "var more = new User { ClerkUserId = \"2\" }; more.ClerkUserId = \"3\";\n");
        Assert.Equal("""[{"id":"C2W101","was":3,"left":2,"gone":1,"new":1}]""", await Rules(folder));
        Assert.Equal("""[{"id":"C2W101","was":3,"left":3,"gone":0,"new":0}]""", await Rules(folder, "--include", "Domain/**"));     // what was not looked at is not gone
    }

    private static async Task<string> Rules(TemporaryFolder folder, params string[] options)
    {
        var run = await Tool.RunAsync(folder, new WordEngine(), ["check", "Small.slnx", "--no-restore", "--report", "report.json", .. options]);
        Assert.True(run.ExitCode < 2, run.Error);
        using var report = JsonDocument.Parse(folder.Read("report.json"));
        return JsonSerializer.Serialize(report.RootElement.GetProperty("baseline").GetProperty("rules"));
    }
}
