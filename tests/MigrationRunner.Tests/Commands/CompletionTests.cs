using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>What a shell is offered; in the shells themselves where they are installed.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clerk2workos ", "check", "doctor", "users")]
    [InlineData("clerk2workos rls ", "apply", "verify")]
    [InlineData("clerk2workos check --verbosity ", "quiet", "normal", "detailed")]
    [InlineData("clerk2workos check --rules C2W2", "C2W201", "C2W202")]
    [InlineData("clerk2workos check --rules C2W101,C2W2", "C2W101,C2W201")]
    [InlineData("clerk2workos explain ", "C2W101")]
    [InlineData("clerk2workos completion ", "bash", "pwsh")]
    [InlineData("clerk2workos fix --dry", "--dry-run")]
    public async Task Offers_what_fits(string line, params string[] expected)
    {
        var offered = (await Tool.RunAsync(_folder, $"[suggest:{line.Length}]", line)).Output.Split('\n').Select(word => word.TrimEnd('\r'));
        Assert.Subset(offered.ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public async Task Offers_nothing_in_place_of_files()
    {
        foreach (var line in new[] { "clerk2workos check ", "clerk2workos check --report " })
        {
            var offered = (await Tool.RunAsync(_folder, $"[suggest:{line.Length}]", line)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(offered, word => Assert.StartsWith("-", word, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("clerk2workos ch", "check")]
    [InlineData("clerk2workos check --verb", "--verbosity")]
    [InlineData("clerk2workos check -v de", "detailed")]
    [InlineData("clerk2workos check --rules C2W101,C2W60", "C2W101,C2W601")]
    [InlineData("clerk2workos check Boo", "")]
    public async Task In_bash(string line, string expected) => await CompleteAsync("bash", expected, """
        source "$1"
        COMP_LINE=$2 COMP_POINT=${#2}
        read -ra COMP_WORDS <<<"$2"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _clerk2workos
        printf '%s\n' "${COMPREPLY[@]}"
        """, line);

    [Theory]
    [InlineData("clerk2workos check --verb", "--verbosity")]
    [InlineData("clerk2workos check -v de", "detailed")]
    [InlineData("clerk2workos check Boo", "files")]
    public async Task In_zsh(string line, string expected) => await CompleteAsync("zsh", expected, """
        compdef() { :; }
        compadd() { print -l -- "${(P@)2}"; }
        _files() { print files; }
        source "$1"
        words=(${=2}) CURRENT=${#${=2}} PREFIX=${${=2}[-1]}
        _clerk2workos
        """, line);

    [Theory]
    [InlineData("clerk2workos check --verb", "--verbosity")]
    [InlineData("clerk2workos check -v de", "detailed")]
    [InlineData("clerk2workos check Boo", "Booking.sln")]
    public async Task In_fish(string line, string expected) => await CompleteAsync("fish", expected, """
        source $argv[1]
        complete -C $argv[2]
        """, line);

    /// <summary>Sources the script in a shell that has this build of the tool on its search path, and completes a line.</summary>
    private async Task CompleteAsync(string shell, string expected, string test, string line)
    {
        if (OperatingSystem.IsWindows() || !File.Exists($"/usr/bin/{shell}"))
            return;
        _folder.Write("Booking.sln", "");
        _folder.Write("completion", (await Tool.RunAsync(_folder, "completion", shell)).Output);
        var program = _folder.Write("bin/clerk2workos", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll")}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("test", test);
        using var run = Process.Start(new ProcessStartInfo(shell, [_folder["test"], _folder["completion"], line])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}", ["HOME"] = _folder.Root, ["DOTNET_TieredCompilation"] = "1" },
        })!;
        var error = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal("", await error);
        Assert.Equal(expected, output.Trim());
    }
}
