using System.CommandLine;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;
using Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

namespace Clerk2WorkOS.Benchmarks.WholeProcess;

/// <summary>Generates a solution of any size, and measures the runner against <c>dotnet format</c>, Roslynator and <c>dotnet build</c>, and the rules in the compiler on it.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Compares whole runs of clerk2workos with dotnet format, Roslynator and dotnet build, and of the compiler with the package and without, on a generated solution.")
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
        var large = new Option<int>("--large") { Description = "Files of the solution that has to fit into 2 GB; 0 leaves it out.", DefaultValueFactory = _ => 10_000 };
        var command = new Command("compare", "Measures CPU time, wall time and peak memory of whole process trees.") { runs, write, keep, runner, large };
        size.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new Comparison(
            size.Read(parsed), parsed.GetValue(large), parsed.GetValue(runs), parsed.GetValue(write)?.FullName, parsed.GetValue(keep), parsed.GetValue(runner)?.FullName)
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

        private readonly Option<string> _frameworks = new("--frameworks") { Description = "Target frameworks: net8.0;net10.0.", HelpName = "LIST", DefaultValueFactory = _ => SolutionOddities.None.Frameworks };
        private readonly Option<int> _linked = new("--linked") { Description = "Files that every project links." };
        private readonly Option<double> _windows = new("--crlf") { Description = "The share of files with Windows line endings." };
        private readonly Option<double> _marked = new("--bom") { Description = "The share of files with a byte order mark." };
        private readonly Option<double> _western = new("--windows-1252") { Description = "The share of files in windows-1252." };
        private readonly Option<int> _broken = new("--broken") { Description = "Projects more that do not load." };

        public void AddTo(Command command)
        {
            command.Add(_stranger);
            command.Add(_projects);
            command.Add(_files);
            command.Add(_hits);
            foreach (var option in new Option[] { _frameworks, _linked, _windows, _marked, _western, _broken })
                command.Add(option);
        }

        public SolutionSize Read(ParseResult parsed) => new(
            Math.Max(2, parsed.GetValue(_projects)),
            Math.Max(10, parsed.GetValue(_files)),
            Math.Clamp(parsed.GetValue(_hits), 0, 0.9),
            parsed.GetValue(_stranger),
            new SolutionOddities(
                parsed.GetValue(_frameworks)!,
                Math.Max(0, parsed.GetValue(_linked)),
                Math.Clamp(parsed.GetValue(_windows), 0, 1),
                Math.Clamp(parsed.GetValue(_marked), 0, 1),
                Math.Clamp(parsed.GetValue(_western), 0, 1),
                Math.Max(0, parsed.GetValue(_broken))));
    }
}

/// <summary>A run that did not do what it should have: its time means nothing.</summary>
internal sealed class BrokenRunException(string message) : Exception(message);
