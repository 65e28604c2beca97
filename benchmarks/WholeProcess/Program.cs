using System.CommandLine;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;
using Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

namespace Clerk2WorkOS.Benchmarks.WholeProcess;

/// <summary>Generates a solution of any size, and measures the runner against <c>dotnet format</c> and the rules in the compiler on it.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Compares whole runs of clerk2workos with dotnet format, and of the compiler with the package and without, on a generated solution.")
        {
            Generate(), Compare(), Compile(), Measure(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (BrokenRunException broken)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return 2;
        }
    }

    private static Command Generate()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where the solution goes; must be empty or not exist." };
        var size = new SizeOptions();
        var command = new Command("generate", "Writes the solution and says how much there is to fix.") { folder };
        size.AddTo(command);
        command.SetAction(parsed =>
        {
            var generated = GeneratedSolution.Write(parsed.GetRequiredValue(folder).FullName, size.Read(parsed));
            Console.WriteLine($"{generated.SolutionPath}: {generated.Tally}");
        });
        return command;
    }

    private static Command Compare()
    {
        var runs = new Option<int>("--runs") { Description = "How often each command runs.", DefaultValueFactory = _ => 3 };
        var write = new Option<FileInfo?>("--write") { Description = "Replace the marked section of this Markdown file.", HelpName = "FILE" };
        var keep = new Option<bool>("--keep") { Description = "Leave the temporary folder behind and say where it is." };
        var runner = new Option<DirectoryInfo?>("--runner") { Description = "A published runner; without it the repository's is published in Release.", HelpName = "DIR" };
        var size = new SizeOptions();
        var command = new Command("compare", "Measures CPU time, wall time and peak memory of whole process trees.") { runs, write, keep, runner };
        size.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new Comparison(
            size.Read(parsed), parsed.GetValue(runs), parsed.GetValue(write)?.FullName, parsed.GetValue(keep), parsed.GetValue(runner)?.FullName)
            .RunAsync(cancellationToken));
        return command;
    }

    private static Command Compile()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each project is compiled with the package and without it.", DefaultValueFactory = _ => 8 };
        var keep = new Option<bool>("--keep") { Description = "Leave the temporary folder behind and say where it is." };
        var size = new SizeOptions();
        var command = new Command("compile", "Measures what the package adds to the compiler's processor time, in pairs of whole compiler processes.") { rounds, keep };
        size.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new CompilerPairs(size.Read(parsed), parsed.GetValue(rounds), parsed.GetValue(keep)).RunAsync(cancellationToken));
        return command;
    }

    /// <summary>What <c>compare</c> starts around each command, so that every figure belongs to one process tree.</summary>
    private static Command Measure()
    {
        var result = new Argument<string>("result");
        var commandLine = new Argument<string[]>("command");
        var command = new Command("measure", "Runs one command and writes what it took.") { result, commandLine };
        command.Hidden = true;
        command.SetAction(parsed => MeasuredProcess.Run(parsed.GetRequiredValue(result), parsed.GetRequiredValue(commandLine)));
        return command;
    }

    private sealed class SizeOptions
    {
        private readonly Option<int> _projects = new("--projects") { Description = "Projects; at least 2.", DefaultValueFactory = _ => 10 };
        private readonly Option<int> _files = new("--files") { Description = "Files in each; at least 10.", DefaultValueFactory = _ => 100 };
        private readonly Option<double> _hits = new("--hits") { Description = "The share of files with something to fix.", DefaultValueFactory = _ => 0.28 };

        private readonly Option<bool> _stranger = new("--stranger") { Description = "Nothing to fix, and no name of Clerk's." };

        public void AddTo(Command command)
        {
            command.Add(_stranger);
            command.Add(_projects);
            command.Add(_files);
            command.Add(_hits);
        }

        public SolutionSize Read(ParseResult parsed) =>
            new(Math.Max(2, parsed.GetValue(_projects)), Math.Max(10, parsed.GetValue(_files)), Math.Clamp(parsed.GetValue(_hits), 0, 0.9), parsed.GetValue(_stranger));
    }
}

/// <summary>A run that did not do what it should have: its time means nothing.</summary>
internal sealed class BrokenRunException(string message) : Exception(message);
