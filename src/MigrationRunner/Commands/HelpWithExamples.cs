using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>A command that shows how it is used.</summary>
internal sealed class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>One line each.</summary>
    public string Examples { get; } = examples;
}

/// <summary>The library's help, and below it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction builtIn) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = builtIn.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ExampledCommand command)
        {
            output.WriteLine("Examples:");
            foreach (var line in command.Examples.Split('\n'))
                output.WriteLine($"  {line.TrimEnd('\r')}");
            output.WriteLine();
        }

        output.WriteLine("Exit codes: 0 nothing is left, 1 leftovers, 2 could not run (nothing written), 130 interrupted.");
        return exitCode;
    }
}
