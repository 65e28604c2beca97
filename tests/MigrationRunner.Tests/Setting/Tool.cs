using System.Diagnostics;
using System.Text;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>What a run of the tool gave.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Exit code 2, one sentence on standard error, nothing on standard output.</summary>
    public void ShouldRefuse(params string[] named)
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}\n{Error}\n{Output}");
        Assert.Equal("", Output);
        var sentence = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("clerk2workos: ", StringComparison.Ordinal)
            && !line.Contains("is not in a git work tree", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", Error, StringComparison.Ordinal);
        foreach (var name in named)
            Assert.Contains(name, sentence, StringComparison.Ordinal);
    }
}

/// <summary>Runs the tool.</summary>
internal static class Tool
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll");

    /// <summary>All of it but the process, which compiling it anew each time would make most of the test; tests/EndToEnd runs the program.</summary>
    public static Task<ToolResult> RunAsync(TemporaryFolder folder, params string[] arguments) => RunAsync(folder, new RoslynMigrationEngine(), arguments);

    /// <summary>A process of its own.</summary>
    public static Process Start(TemporaryFolder folder, params string[] arguments) => Start(folder, "dotnet", [Assembly, .. arguments]);

    /// <summary>As from a terminal: whoever runs the tests may have told its children to ignore signals, as a shell does with what it runs in the background.</summary>
    public static Process StartInterruptible(TemporaryFolder folder, params string[] arguments) => StartInterruptible(folder, [], arguments);

    /// <summary>The same, with these variables beside those that there are.</summary>
    public static Process StartInterruptible(TemporaryFolder folder, IEnumerable<KeyValuePair<string, string?>> variables, params string[] arguments) => OperatingSystem.IsLinux()
        ? Start(folder, "env", ["--default-signal=INT,TERM", "dotnet", Assembly, .. arguments], variables)
        : Start(folder, "dotnet", [Assembly, .. arguments], variables);

    private static Process Start(TemporaryFolder folder, string program, string[] arguments, params IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,

            // The tool compiles each method once, optimised, which pays on large solutions; on a test's few files it would be most of the time.
            Environment = { ["DOTNET_TieredCompilation"] = "1" },
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>In this process, perhaps with a trivial engine, so that the edits are known to the letter.</summary>
    public static async Task<ToolResult> RunAsync(
        TemporaryFolder folder, IMigrationEngine engine, string[] arguments, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            arguments,
            new Surroundings { Output = output, Error = error, WorkingDirectory = folder.Root, IsErrorTerminal = false, IsColored = false, Engine = engine },
            cancellationToken);
        return new ToolResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>In this process, with these variables in place of the environment's, and with nobody to answer a question.</summary>
    public static async Task<ToolResult> RunAsync(TemporaryFolder folder, Func<string, string?> variable, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            WorkingDirectory = folder.Root,
            IsErrorTerminal = false,
            IsColored = false,
            Ask = null,
            Variable = variable,
        };
        return new ToolResult(await CommandLine.RunAsync(arguments, surroundings, default), output.ToString(), error.ToString());
    }
}
