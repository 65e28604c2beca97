using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>A command that shows how it is used.</summary>
internal sealed class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>One line each.</summary>
    public string Examples { get; } = examples;
}

/// <summary>The library's help, and below it the command's examples and exit codes; the first page is our own, which groups the commands.</summary>
internal sealed partial class HelpWithExamples(HelpAction builtIn) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand root)
        {
            new Overview(output, builtIn.MaxWidth).Write(root);
            return ExitCode.Done;
        }

        var exitCode = builtIn.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ExampledCommand command)
            return exitCode;
        output.WriteLine("Examples:");
        foreach (var line in command.Examples.Split('\n').Select(line => line.TrimEnd('\r')))
            Write(line, output, builtIn.MaxWidth);
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var line in ExitCodesOf(command))
            output.WriteLine($"  {line}");
        return exitCode;
    }

    /// <summary>An example, its remark above it where there is no room beside it.</summary>
    private static void Write(string example, TextWriter output, int width)
    {
        if (example.Length + 2 <= width || Gap().Split(example, 2) is not [var line, var remark])
        {
            output.WriteLine($"  {example}");
            return;
        }

        output.WriteLine($"  # {remark}");
        output.WriteLine($"  {line}");
    }

    private static IEnumerable<string> ExitCodesOf(Command command)
    {
        var (done, leftovers) = (command.Parents.First(), command.Name) switch
        {
            (RootCommand, "fix") => ("nothing is left", "something is left, also after a run that did its work"),
            (RootCommand, "check") => ("nothing is left", "something is left"),
            (RootCommand, "undo") => ("all is as it was before, or there is nothing to undo", "what was edited since was left alone (--force)"),
            ({ Name: "report" }, "merge") => ("nothing is left in any of them", "something is left in one of them"),
            (RootCommand, "doctor") => ("nothing is wrong, warnings aside", "something is wrong"),
            ({ Name: "users" or "data" }, "verify") => ("both sides are the same", "they differ"),
            ({ Name: "users" or "data" }, _) => ("everything can move, or has", "something cannot, or has not"),
            (RootCommand, "rehearse") => ("nothing would fail live", "something would; the report says what"),
            ({ Name: "rls" }, "lint" or "verify" or "neon") => ("nothing is open", "something is, or is left to do"),
            ({ Name: "cutover" }, "plan" or "start" or "status") => ("nothing stands in the way, and no signal is over its limit", "a prerequisite is not met, a step failed, or a signal is over its limit"),
            _ => ("done", null),
        };
        yield return $"0    {done}";
        if (leftovers is not null)
            yield return $"1    {leftovers}";
        yield return "2    could not run; one sentence on standard error says why, and nothing was written";
        yield return "130  interrupted; nothing is half-written";
    }

    /// <summary>What stands between an example and its remark.</summary>
    [GeneratedRegex(" {4,}")]
    private static partial Regex Gap();
}
