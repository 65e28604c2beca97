using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>The real program with the real engine.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Fix_then_check_then_fix_again()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Domain/Western.cs", [.. "// Z"u8, 0xFC, .. "rich\r\nnamespace Domain; public class Western { public string ClerkUserId = \"\"; }"u8]);
        folder.Commit();

        var check = await Tool.RunAsync(folder, "check", ".");
        Assert.True(check.ExitCode == 1, check.Error);
        Assert.Contains("Domain/User.cs(5,19): warning C2W101:", check.Output, StringComparison.Ordinal);

        var tried = await Tool.RunAsync(folder, "fix", ".", "--dry-run");
        var done = await Tool.RunAsync(folder, "fix", ".", "--report", "obj/report.json");
        Assert.Equal((0, 0), (tried.ExitCode, done.ExitCode));
        Assert.Equal(SmallSolution.DomainUser.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal), folder.Read("Domain/User.cs"));
        Assert.Equal(SmallSolution.AppProgram.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal), folder.Read("App/Program.cs"));
        Assert.Equal(
            [.. "// Z"u8, 0xFC, .. "rich\r\nnamespace Domain; public class Western { public string WorkosUserId = \"\"; }"u8],
            File.ReadAllBytes(folder["Domain/Western.cs"]));
        using (var report = JsonDocument.Parse(folder.Read("obj/report.json")))
            Assert.Equal(0, report.RootElement.GetProperty("summary").GetProperty("errorsAfter").GetInt32());

        var after = folder.Snapshot();
        var again = await Tool.RunAsync(folder, "fix", ".", "--force");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("0 files changed", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, folder.Snapshot());
    }

    [Fact]
    public async Task Refuses_a_read_only_file()
    {
        using var folder = SmallSolution.Create();
        File.SetAttributes(folder["Domain/User.cs"], FileAttributes.ReadOnly);
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Domain/User.cs", "read-only");
        Assert.Equal(before, folder.Snapshot());
        File.SetAttributes(folder["Domain/User.cs"], FileAttributes.Normal);
    }

    [Fact]
    public async Task Refuses_a_file_that_changed_while_it_ran()
    {
        using var folder = SmallSolution.Create();
        using var run = Tool.Start(folder, "fix", ".");
        while (await run.StandardError.ReadLineAsync() is { } line && line != "Compiling")
        {
        }

        folder.Write("Domain/User.cs", "class Elsewhere { }");
        var before = folder.Snapshot();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        new ToolResult(run.ExitCode, await run.StandardOutput.ReadToEndAsync(), error).ShouldRefuse("Domain/User.cs", "changed while");
        Assert.Equal(before, folder.Snapshot());
    }
}
