using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// What a run found and did, as every form of report shows it: in a stable order, with paths relative to the solution's folder and
/// nothing of the machine or the hour, so that two runs over the same code give the same report.
/// </summary>
internal sealed record RunReport
{
    public required string Command { get; init; }

    /// <summary>The solution's file name.</summary>
    public required string Solution { get; init; }

    /// <summary>Where the solution's folder is in its repository, for the forms that name files as the repository does.</summary>
    public SolutionPlace Place { get; init; } = SolutionPlace.Alone;

    public required bool IsDryRun { get; init; }

    /// <summary>Only chosen rules or files were looked at.</summary>
    public bool IsPartial { get; init; }

    public required int ExitCode { get; init; }

    public required ImmutableArray<ReportedFinding> Findings { get; init; }

    public required ImmutableArray<ReportedContract> Contracts { get; init; }

    public required ImmutableArray<TakenBack> TakenBack { get; init; }

    public required ImmutableArray<ReportedFile> Files { get; init; }

    /// <summary>The changed files with their edits, for the forms of report that show them; <c>check</c> has none.</summary>
    public ImmutableArray<PlannedFile> Planned { get; init; } = [];

    /// <summary>Projects that were not looked at and may use what was.</summary>
    public required ImmutableArray<string> UnloadedProjects { get; init; }

    /// <summary>What was done, or is to be done, in the database; sentences.</summary>
    public ImmutableArray<string> Database { get; init; } = [];

    /// <summary>What was done beside the edits, and what to know of it; sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The sentence at the end where it is not about what is left; <c>null</c> where it is.</summary>
    public string? Verdict { get; init; }

    public int? ErrorsBefore { get; init; }

    public int? ErrorsAfter { get; init; }

    /// <summary>What was compiled to count them.</summary>
    public ProofScope ErrorsScope { get; init; } = ProofScope.Full;

    /// <summary>What the errors are called: those of everything, or of what was compiled.</summary>
    public string ErrorsTitle => ErrorsScope == ProofScope.Full ? "Compiler errors" : "Compiler errors where the edits reach";

    public bool IsCheck => Command == "check";

    /// <summary>The findings that are known and not among those of this report; <c>null</c> where there is no baseline.</summary>
    public ReportedBaseline? Baseline { get; init; }

    /// <summary>The sentence for a run that has nothing to report.</summary>
    public string NothingLeft => (Baseline, IsPartial) switch
    {
        ({ Known: > 0 }, _) => "Nothing new is left.",
        (_, true) => "Nothing is left of what was chosen.",
        _ => "Nothing is left.",
    };

    /// <summary>The sentence at the end.</summary>
    public string WhatIsLeft => Verdict ?? (Leftovers.Count(), TakenBack.Length) switch
    {
        (0, 0) => NothingLeft,
        (var left, 0) => $"{Words.Count(left, Baseline is null ? "finding" : "new finding")} left.",
        var (left, taken) => $"{Words.Count(left, "finding")} left, {Words.Count(taken, "change")} taken back.",
    };

    /// <summary>Whether keys of settings have new names.</summary>
    public bool HasNewKeys => Contracts.Any(contract => contract.Kind == ContractKind.Configuration && !contract.IsKept);

    public int Edits => Files.Sum(file => file.Edits);

    public int Count(FindingStatus status) => Findings.Count(finding => finding.Status == status);

    /// <summary>What is left to do; information is not.</summary>
    public IEnumerable<ReportedFinding> Leftovers => Findings.Where(IsLeftover);

    public bool IsLeftover(ReportedFinding finding) =>
        finding.Status == FindingStatus.Listed || (IsCheck && finding.Status == FindingStatus.Fixed);

    /// <summary>Whether standard output shows a finding.</summary>
    public bool IsShown(ReportedFinding finding, Verbosity verbosity) =>
        verbosity == Verbosity.Detailed || IsLeftover(finding) || ((IsCheck || Verdict is not null) && verbosity != Verbosity.Quiet);
}

/// <summary>A finding; lines and columns count from 1.</summary>
internal sealed record ReportedFinding(
    string Rule, FindingStatus Status, string Path, int Line, int Column, int EndLine, int EndColumn, string Message, string? Reason)
{
    /// <summary>The project that has the file; of several the first by name, <c>null</c> where there is none.</summary>
    public string? Project { get; init; }

    /// <summary>What stays the same while the finding's line moves: the key of the line's text, as the baseline has it, and which of its kind it is, from 1.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The lines around it; <c>null</c> where they are not known or not to be shown.</summary>
    public ReportedCode? Code { get; init; }

    /// <summary>The message, and the reason where there is one.</summary>
    public string Text => Reason is null ? Message : $"{Message} {Reason}";
}

/// <summary>A name that others know; line and column count from 1.</summary>
internal sealed record ReportedContract(ContractKind Kind, string Path, int Line, int Column, string Owner, string OldName, string NewName)
{
    public bool IsKept => OldName == NewName;

    /// <summary>What to think of beside the name; <c>null</c> where there is nothing.</summary>
    public string? Advice { get; init; }
}

/// <summary>The lines of a rule that a baseline has (<paramref name="Was"/>), how many of them are still there, and how many came.</summary>
internal sealed record BaselineCount(string Rule, int Was, int Left, int New)
{
    public int Gone => Was - Left;
}

/// <summary>A baseline: its path, how many findings it holds, how many of its entries are found no more, whether the run wrote it.</summary>
internal sealed record ReportedBaseline(string Path, int Known, int Stale, bool IsUpdated)
{
    /// <summary>How far the work has come, by rule; rules of which nothing was known and nothing is left are not among them.</summary>
    public ImmutableArray<BaselineCount> Rules { get; init; } = [];

    /// <summary>Entries that the run removed or shortened.</summary>
    public int Removed { get; init; }

    /// <summary>New findings that an update did not take in.</summary>
    public int LeftOut { get; init; }

    /// <summary>What there is to say of it.</summary>
    public string Text => IsUpdated
        ? $"Wrote {Path}: {Words.Count(Known, "known finding")}{(Removed == 0 ? "" : $", {Removed} found no more")}{(LeftOut == 0 ? "" : $"; {LeftOut} new, --accept-new takes {(LeftOut == 1 ? "it" : "them")} in")}."
        : $"{Words.Count(Known, "known finding")} in {Path}{(Stale == 0 ? "." : $"; {(Stale == 1 ? "1 entry of it is" : $"{Stale} entries of it are")} found no more: --update-baseline removes {(Stale == 1 ? "it" : "them")}, so that nothing comes back unnoticed.")}";
}

/// <summary>A changed file and how many places of it changed.</summary>
internal sealed record ReportedFile(string Path, int Edits)
{
    /// <summary>What changed, where the report was read from a file; else <see cref="RunReport.Planned"/> has it.</summary>
    public ImmutableArray<DiffHunk> Hunks { get; init; } = [];

    /// <summary>Its path after the run, of a file that moves; <c>null</c> for any other.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The path, and where it leads.</summary>
    public string Shown => MovedTo is null ? Path : $"{Path} → {MovedTo}";
}

/// <summary>Turns what the engine says into what is shown.</summary>
internal sealed class ReportBuilder(string root)
{
    public ImmutableArray<ReportedFinding> Findings(IEnumerable<Finding> findings, FoundFiles files) =>
    [
        .. findings
            .Select(finding => new ReportedFinding(
                finding.RuleId, finding.Status, Shown(finding.Path),
                finding.Line.Start.Line + 1, finding.Line.Start.Character + 1, finding.Line.End.Line + 1, finding.Line.End.Character + 1,
                WithoutRoot(finding.Message), finding.Reason is { } reason ? WithoutRoot(reason) : null)
            {
                Project = files.ProjectOf(finding.Path),
                Fingerprint = Baseline.EntryFor(root, finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Span.Start) is var entry ? $"{entry.Line}:{entry.Count}" : "",
                Code = ReportedCode.Of(finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Line.Start.Line),
            })
            .Distinct()
            .OrderBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line)
            .ThenBy(finding => finding.Column)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal)
            .ThenBy(finding => finding.Status),
    ];

    public ImmutableArray<ReportedContract> Contracts(IEnumerable<Contract> contracts) =>
    [
        .. contracts
            .Select(contract => new ReportedContract(
                contract.Kind, Shown(contract.Path), contract.Line.Start.Line + 1, contract.Line.Start.Character + 1,
                contract.Owner, contract.OldName, contract.NewName)
            { Advice = contract.Advice })
            .Distinct()
            .OrderBy(contract => contract.Path, StringComparer.Ordinal)
            .ThenBy(contract => contract.Line)
            .ThenBy(contract => contract.Column)
            .ThenBy(contract => contract.OldName, StringComparer.Ordinal)
            .ThenBy(contract => contract.Kind),
    ];

    public ImmutableArray<TakenBack> TakenBack(IEnumerable<TakenBack> taken) =>
    [
        .. taken
            .Select(group => new TakenBack(WithoutRoot(group.What), WithoutRoot(group.Reason)))
            .OrderBy(group => group.What, StringComparer.Ordinal)
            .ThenBy(group => group.Reason, StringComparer.Ordinal),
    ];

    private string Shown(string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    private string WithoutRoot(string sentence) =>
        sentence.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
