using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Loading.BinaryLogs;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>Solutions that are opened from the binary log of a real build.</summary>
public sealed class BinaryLogTests
{
    [Fact]
    public async Task A_log_gives_the_solution_that_was_built()
    {
        using var folder = SmallSolution.Create();
        Build(folder, "Small.slnx", "build.binlog");
        folder.Commit();

        var asked = await Tool.RunAsync(folder, "check", ".");
        var read = await Tool.RunAsync(folder, "check", ".", "--binlog", "build.binlog");
        Assert.Equal(asked.Output, read.Output);

        var input = await InputFinder.FindAsync(folder.Root, default);
        using (var opened = BinaryLogLoader.Open(input, folder["build.binlog"], default).Workspace)
        {
            var app = opened.CurrentSolution.Projects.Single(project => project.Name == "App");
            Assert.Equal("Domain", opened.CurrentSolution.GetProject(Assert.Single(app.ProjectReferences).ProjectId)!.Name);
            Assert.Equal("App", app.DefaultNamespace);
            Assert.Empty(from diagnostic in (await app.GetCompilationAsync())!.GetDiagnostics() where diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error select diagnostic);
        }

        // The copy would have other paths than the log.
        (await Tool.RunAsync(folder, "fix", ".", "--binlog", "build.binlog", "--output", "Out")).ShouldRefuse("--binlog", "--output");
        var written = await Tool.RunAsync(folder, "fix", ".", "--binlog", "build.binlog");
        Assert.True(written.ExitCode == 0, written.Output + written.Error);
        Assert.Contains("user.WorkosUserId", folder.Read("App/Program.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_does_not_tell_of_a_project()
    {
        using var folder = SmallSolution.Create();
        Build(folder, "Domain/Domain.csproj", "domain.binlog");
        var before = folder.Snapshot();

        (await Tool.RunAsync(folder, "check", ".", "--binlog", "domain.binlog")).ShouldRefuse("'App/App.csproj'", "--no-incremental", "--allow-partial");
        var partial = await Tool.RunAsync(folder, "check", ".", "--binlog", "domain.binlog", "--allow-partial");
        Assert.True(partial.ExitCode == 1, partial.Output + partial.Error);
        Assert.Contains("not looked at: App", partial.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());

        using var other = SmallSolution.CreateOneProject();
        (await Tool.RunAsync(other, "check", ".", "--binlog", folder["domain.binlog"])).ShouldRefuse("other projects than One.csproj", folder["Domain/Domain.csproj"]);
    }

    [Fact]
    public async Task A_file_that_is_no_log()
    {
        using var folder = SmallSolution.CreateOneProject();
        folder.Write("empty.binlog", "");
        folder.Write("text.binlog", "Build succeeded.\n");
        (await Tool.RunAsync(folder, "check", ".", "--binlog", "none.binlog")).ShouldRefuse("none.binlog' does not exist");
        (await Tool.RunAsync(folder, "check", ".", "--binlog", "empty.binlog")).ShouldRefuse("empty.binlog");
        (await Tool.RunAsync(folder, "check", ".", "--binlog", "text.binlog")).ShouldRefuse("text.binlog");
    }

    private static void Build(TemporaryFolder folder, string path, string log)
    {
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet", ["build", path, "--no-restore", "--no-incremental", $"-bl:{log}", "-nodeReuse:false", "-p:UseSharedCompilation=false", "--verbosity", "quiet"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        })!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, said);
    }
}
