using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Leftovers only: no progress, no summary.</summary>
    Quiet,

    /// <summary>Leftovers, a summary, and the phases on standard error.</summary>
    Normal,

    /// <summary>Every finding, every remark of MSBuild, and the stack of an unexpected failure.</summary>
    Detailed,
}

/// <summary><c>--verbosity</c> of the commands whose report has facts and tables.</summary>
internal sealed class ReportVerbosity
{
    private readonly Option<Verbosity?> _verbosity = Choice.Of<Verbosity>(
        "--verbosity", ["-v"], "quiet: the verdict alone, and no progress; normal (the default): facts, and the first rows of each table; detailed: every row.");

    public void AddTo(Command command) => command.Add(_verbosity);

    public Verbosity Read(ParseResult parsed) => parsed.GetValue(_verbosity) ?? Verbosity.Normal;

    /// <summary>Where progress goes: nowhere if it is to be quiet.</summary>
    public TextWriter Progress(ParseResult parsed, Surroundings surroundings) => Read(parsed) == Verbosity.Quiet ? TextWriter.Null : surroundings.Error;

    /// <summary>Whether a line can be drawn anew there.</summary>
    public bool IsTerminal(ParseResult parsed, Surroundings surroundings) => Read(parsed) != Verbosity.Quiet && surroundings.IsErrorTerminal;
}
