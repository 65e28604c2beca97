using System.Collections.Immutable;
using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Catalog;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>The options that <c>fix</c> and <c>check</c> share: what is read, which rules, which files, what is reported.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "A solution (.sln, .slnx, .slnf), a project (.csproj) or a folder; several are one solution to this run.",
        DefaultValueFactory = _ => ["."],
    };

    private readonly Option<string[]> _rules = new("--rules")
    {
        Description = "Only these rules, by id: C2W101,C2W201.",
        HelpName = "IDS",
    };

    private readonly Option<string[]> _include = new("--include")
    {
        Description = "Only declarations, calls and imports in files that match; relative to the solution's folder. May be given several times.",
        HelpName = "GLOB",
    };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave out what is in files that match. May be given several times.",
        HelpName = "GLOB",
    };

    private readonly Option<string[]> _report = new("--report")
    {
        Description = "Write a report, its form by its extension: .html, .md, .json, .sarif or, of fix, .patch. May be given several times.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noRestore = new("--no-restore")
    {
        Description = "Never restore packages, even where they are missing or stale.",
    };

    private readonly Option<string?> _binlog = new("--binlog")
    {
        Description = "Read from a build's binary log ('dotnet build --no-incremental -bl') how the compiler is called, instead of asking MSBuild; implies --no-restore.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _allowPartial = new("--allow-partial")
    {
        Description = "Go on when a project does not load or restore; what it may use is listed instead of renamed.",
    };

    private readonly Option<Verbosity?> _verbosity = Choice.Of<Verbosity>(
        "--verbosity", ["-v"], "quiet: leftovers only; normal (the default): and a summary; detailed: every finding, and MSBuild's remarks.");

    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_rules);
        command.Add(_include);
        command.Add(_exclude);
        command.Add(_report);
        command.Add(_noRestore);
        command.Add(_binlog);
        command.Add(_allowPartial);
        command.Add(_verbosity);
    }

    /// <summary>Checks what can be checked without reading the solution.</summary>
    /// <exception cref="CannotRunException">An option makes no sense.</exception>
    public SourceRequest Read(ParseResult parsed, Surroundings surroundings) => new(
        [.. parsed.GetRequiredValue(_paths).Select(surroundings.FullPath)],
        RuleSelection.Parse(parsed.GetValue(_rules) ?? []),
        new FileSelection(parsed.GetValue(_include) ?? [], parsed.GetValue(_exclude) ?? []),
        [.. (parsed.GetValue(_report) ?? []).Select(surroundings.FullPath)],
        new LoadOptions(
            Restore: !parsed.GetValue(_noRestore),
            AllowPartial: parsed.GetValue(_allowPartial),
            BinaryLog: parsed.GetValue(_binlog) is { } log ? surroundings.FullPath(log) : null),
        parsed.GetValue(_verbosity) ?? Verbosity.Normal);
}

/// <summary>What the shared options ask for.</summary>
/// <param name="Paths">The full paths of solutions, projects or folders.</param>
/// <param name="Rules">Rule ids; empty for all.</param>
/// <param name="Files">The globs.</param>
/// <param name="Reports">Full paths.</param>
/// <param name="Load">How the solution is opened.</param>
/// <param name="Verbosity">How much is said.</param>
internal sealed record SourceRequest(
    ImmutableArray<string> Paths,
    ImmutableHashSet<string> Rules,
    FileSelection Files,
    ImmutableArray<string> Reports,
    LoadOptions Load,
    Verbosity Verbosity)
{
    /// <summary>Whether rules or files were chosen, so that something may be left beside them.</summary>
    public bool IsPartial => !Rules.IsEmpty || Files.IsChoice;
}
