using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What became of a finding.</summary>
public enum FindingStatus
{
    /// <summary>The plan's edits mend it.</summary>
    Fixed,

    /// <summary>It is left as it is, for the reason that the finding names.</summary>
    Listed,

    /// <summary>It is left on purpose and is no leftover; it never changes an exit code.</summary>
    Info,
}

/// <summary>One place where a rule applies.</summary>
/// <param name="RuleId">The rule, <c>C2Wnnn</c>.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Path">The physical file, as the workspace names it.</param>
/// <param name="Span">Where, in the text before the rewrite; in characters.</param>
/// <param name="Line">The same place as zero-based lines and columns.</param>
/// <param name="Message">One sentence: what was found.</param>
/// <param name="Reason">Why it was not fixed; <c>null</c> for a fixed one.</param>
public sealed record Finding(
    string RuleId, FindingStatus Status, string Path, TextSpan Span, LinePositionSpan Line, string Message, string? Reason = null);

/// <summary>How a name is seen from outside of the code.</summary>
public enum ContractKind
{
    /// <summary>A column or document field: Entity Framework Core, MongoDB, Dapper.</summary>
    Persisted,

    /// <summary>A JSON member.</summary>
    Json,

    /// <summary>A route, query or form parameter.</summary>
    Route,

    /// <summary>A key of the settings: an environment variable, a key or a section of the configuration.</summary>
    Configuration,
}

/// <summary>A name that others know: kept by the rewrite, or moved with it.</summary>
/// <param name="Kind">Who knows it.</param>
/// <param name="Path">The physical file of the declaration.</param>
/// <param name="Line">Its place before the rewrite, zero-based.</param>
/// <param name="Owner">The type or handler that it belongs to.</param>
/// <param name="OldName">The name on the wire before.</param>
/// <param name="NewName">The name on the wire after; equal to <paramref name="OldName"/> where it was kept.</param>
public sealed record Contract(ContractKind Kind, string Path, LinePositionSpan Line, string Owner, string OldName, string NewName)
{
    /// <summary>Whether the wire still speaks the old name.</summary>
    public bool IsKept => OldName == NewName;

    /// <summary>What to think of beside the name; <c>null</c> where there is nothing.</summary>
    public string? Advice { get; init; }
}

/// <summary>The edits of one physical file, ordered, not overlapping, against its text before.</summary>
public sealed record FileEdit(string Path, SourceText Before, ImmutableArray<TextChange> Changes);

/// <summary>A group of edits that was taken back because what it made did not hold.</summary>
/// <param name="What">What the group would have renamed or moved.</param>
/// <param name="Reason">The new error, or the token that would have bound to something else.</param>
public sealed record TakenBack(string What, string Reason);

/// <summary>The outcome of a rewrite: a new solution, what was done and what was left.</summary>
public sealed record RewriteResult
{
    /// <summary>The solution with every edit applied; the one that was given where there are none.</summary>
    public required Solution Solution { get; init; }

    /// <summary>One entry per physical file that changes, by path.</summary>
    public required ImmutableArray<FileEdit> Files { get; init; }

    /// <summary>Every finding, by path and place.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Every contract that was kept or moved, by path and place.</summary>
    public required ImmutableArray<Contract> Contracts { get; init; }

    /// <summary>Columns that tables' types have now and their databases have not.</summary>
    public ImmutableArray<AddedColumns> AddedColumns { get; init; } = ImmutableArray<AddedColumns>.Empty;

    /// <summary>What the proof took back; empty when everything held.</summary>
    public required ImmutableArray<TakenBack> TakenBack { get; init; }

    /// <summary>
    /// Compiler errors (and warnings treated as errors) before, over all projects, as far as they were compiled (<see cref="RewriteOptions.Scope"/>);
    /// <c>null</c> when they were not counted.
    /// </summary>
    public int? ErrorsBefore { get; init; }

    /// <summary>The same after the edits; <c>null</c> when they were not counted, or when nothing was edited and not everything is to be compiled.</summary>
    public int? ErrorsAfter { get; init; }
}
