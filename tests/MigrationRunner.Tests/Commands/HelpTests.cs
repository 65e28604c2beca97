using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>What the command line says about itself, and to somebody who has mistyped.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_page_groups_the_commands_and_begins_with_the_usual_ones()
    {
        var help = (await Tool.RunAsync(_folder, "--help")).Output;
        var names = help.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.Equal(["check", "fix"], names.Take(2));
        Assert.True(help.IndexOf("Code:", StringComparison.Ordinal) < help.IndexOf("People and data:", StringComparison.Ordinal));
        foreach (var command in CommandLine.Root(new Surroundings()).Subcommands)
            Assert.Single(names, name => name == command.Name);
    }

    /// <summary>Every command, however deep.</summary>
    [Fact]
    public async Task Every_command_has_a_description_examples_and_exit_codes()
    {
        foreach (var path in Paths(CommandLine.Root(new Surroundings()), []))
        {
            var help = await Tool.RunAsync(_folder, [.. path, "--help"]);
            Assert.Equal((0, ""), (help.ExitCode, help.Error));
            Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
            Assert.Contains($"clerk2workos {string.Join(' ', path)}", help.Output, StringComparison.Ordinal);
            Assert.Contains("  130  interrupted", help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_is_asked_for_as_people_do()
    {
        var asked = (await Tool.RunAsync(_folder, "check", "--help")).Output;
        foreach (var arguments in new[] { new[] { "help", "check" }, ["check", "-h"], ["check", ".", "--rules", "C2W101", "--help"], ["check", "-?"] })
            Assert.Equal(asked, (await Tool.RunAsync(_folder, arguments)).Output);
        Assert.Equal((await Tool.RunAsync(_folder, "--help")).Output, (await Tool.RunAsync(_folder, "help")).Output);
    }

    [Theory]
    [InlineData("", "check")]
    [InlineData("rls", "lint")]
    [InlineData("users", "reconcile")]
    public async Task Without_a_command_the_help_goes_to_standard_error(string group, string named)
    {
        var run = await Tool.RunAsync(_folder, group.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.ShouldRefuse("needs a command");
        Assert.Matches($@"\n  {named}\b", run.Error);
    }

    [Theory]
    [InlineData("did you mean check?", "chekc", "--help")]
    [InlineData("did you mean lint?", "rls", "lnt")]
    [InlineData("did you mean --help?", "rls", "--hlp")]
    [InlineData("did you mean --verbosity?", "check", "--verbos", "quiet")]
    [InlineData("did you mean C2W201?", "check", "--rules", "C2W210")]
    [InlineData("bash, zsh, fish and pwsh", "completion", "tcsh")]
    [InlineData("quiet, normal or detailed", "doctor", "-v", "loud")]
    public async Task What_is_mistyped_is_guessed(string guess, params string[] arguments) => (await Tool.RunAsync(_folder, arguments)).ShouldRefuse(guess);

    [Fact]
    public void A_narrow_terminal_gets_narrow_lines()
    {
        foreach (var width in new[] { 30, 60, 200 })
        {
            using var page = new StringWriter();
            new Overview(page, width).Write(CommandLine.Root(new Surroundings()));
            Assert.All(page.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, Math.Max(width, "Usage: clerk2workos <command> [options]".Length)));
        }
    }

    private static IEnumerable<string[]> Paths(Command command, string[] above) =>
        command.Subcommands.SelectMany(verb => verb.Subcommands.Count > 0 ? Paths(verb, [.. above, verb.Name]) : [[.. above, verb.Name]]);
}
