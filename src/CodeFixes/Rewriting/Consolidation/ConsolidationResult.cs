using System.Collections.Immutable;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How much of the consolidation is done.</summary>
public enum ConsolidationStep
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>Only the legacy schema makes room: <c>Schema</c> becomes <c>SchemaLegacy</c>.</summary>
    Legacy,

    /// <summary>Only the WorkOS schema takes its name: <c>SchemaWorkos</c> becomes <c>Schema</c>.</summary>
    Schema,
}

/// <summary>A namespace that gets another name; the two differ in their last word.</summary>
/// <param name="From">The whole name before.</param>
/// <param name="To">The whole name after.</param>
/// <param name="IsLegacy">Whether it is the legacy schema's, which stays as a back-up.</param>
public sealed record SchemaRename(string From, string To, bool IsLegacy)
{
    /// <summary>The last word before: what a folder of that namespace is called.</summary>
    public string OldWord => From.Substring(From.LastIndexOf('.') + 1);

    /// <summary>The last word after.</summary>
    public string NewWord => To.Substring(To.LastIndexOf('.') + 1);

    /// <summary>Whether <paramref name="space"/> is the namespace or one within it.</summary>
    public bool Holds(string space) => space == From || space.StartsWith(From + ".", StringComparison.Ordinal);
}

/// <summary>A C# file of the solution, and where what it declares belongs.</summary>
/// <param name="Path">The physical file.</param>
/// <param name="Renames">The renamed namespaces in which it declares something; mostly none.</param>
/// <param name="DeclaresElsewhere">It also declares something in another namespace.</param>
public sealed record DeclaringFile(string Path, ImmutableArray<SchemaRename> Renames, bool DeclaresElsewhere);

/// <summary>What a consolidation comes to. Nothing is written here.</summary>
public sealed record ConsolidationResult
{
    /// <summary>Why it is not possible at all, as a sentence; <c>null</c> where it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>What gets another name; empty where the solution is consolidated already.</summary>
    public ImmutableArray<SchemaRename> Renames { get; init; } = ImmutableArray<SchemaRename>.Empty;

    /// <summary>Whether the WorkOS schema has the schema's name once this is done.</summary>
    public bool IsConsolidated { get; init; }

    /// <summary>The WorkOS schema's name once this is done.</summary>
    public string? TargetSchema { get; init; }

    /// <summary>The legacy schema's name once this is done; <c>null</c> where there is none.</summary>
    public string? LegacySchema { get; init; }

    /// <summary>Where code other than the data migration still uses the legacy schema: it stands in the way.</summary>
    public ImmutableArray<Finding> InTheWay { get; init; } = ImmutableArray<Finding>.Empty;

    /// <summary>What would not compile, or would mean something else, afterwards; sentences with their places.</summary>
    public ImmutableArray<Finding> Faults { get; init; } = ImmutableArray<Finding>.Empty;

    /// <summary>The edits of the code, also in files that a build has made.</summary>
    public ImmutableArray<FileEdit> Files { get; init; } = ImmutableArray<FileEdit>.Empty;

    /// <summary>Every C# file that a person edits.</summary>
    public ImmutableArray<DeclaringFile> Declaring { get; init; } = ImmutableArray<DeclaringFile>.Empty;

    /// <summary>Where an old name stands in a string, a comment or code that no target framework compiles; it stays.</summary>
    public ImmutableArray<Finding> Listed { get; init; } = ImmutableArray<Finding>.Empty;

    /// <summary>Compiler errors before.</summary>
    public int ErrorsBefore { get; init; }

    /// <summary>Compiler errors after.</summary>
    public int ErrorsAfter { get; init; }
}
