namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>What a command sees of the world: where it stands, where it prints, and the engine that it drives.</summary>
internal sealed class Surroundings
{
    public TextWriter Output { get; init; } = Console.Out;

    public TextWriter Error { get; init; } = Console.Error;

    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Whether standard error can show a line that is updated in place.</summary>
    public bool IsErrorTerminal { get; init; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether findings are coloured: on a terminal, unless <c>NO_COLOR</c> (https://no-color.org) is set to anything.</summary>
    public bool IsColored { get; init; } = !Console.IsOutputRedirected && MayColor;

    /// <summary>The same of progress.</summary>
    public bool IsErrorColored { get; init; } = !Console.IsErrorRedirected && MayColor;

    private static bool MayColor =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public IMigrationEngine Engine { get; init; } = new RoslynMigrationEngine();

    /// <summary>A variable of the environment; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Shows a question and returns the answer; null where nobody can be asked.</summary>
    public Func<string, string?>? Ask { get; init; } = Console.IsInputRedirected || Console.IsErrorRedirected ? null : question =>
    {
        Console.Error.Write(question);
        return Console.ReadLine();
    };

    /// <summary>A path of the command line, seen from where the user stands.</summary>
    public string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, WorkingDirectory));
}
