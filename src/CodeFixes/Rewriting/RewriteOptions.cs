using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What to rewrite, and how far to prove it.</summary>
public sealed record RewriteOptions
{
    /// <summary>The rules to apply; all of them where empty.</summary>
    public ImmutableHashSet<string> Rules { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>
    /// Chooses the files whose declarations, calls, table uses and imports are rewritten; references follow their declaration everywhere.
    /// <c>null</c> chooses all.
    /// </summary>
    public Func<string, bool>? Includes { get; init; }

    /// <summary>Files that must not be edited: a reference in one of them blocks that rename. <c>null</c> names none.</summary>
    public Func<string, bool>? Excludes { get; init; }

    /// <summary>Files that cannot be written: a key of settings in one of them keeps all of them as they are. <c>null</c> names none.</summary>
    public Func<string, bool>? IsReadOnly { get; init; }

    /// <summary>
    /// Files that are no part of the solution given and may name keys of settings; asked for only where keys are renamed. <c>null</c> names none.
    /// </summary>
    public Func<ImmutableArray<OtherFile>>? OtherFiles { get; init; }

    /// <summary>
    /// Whether something outside of the C# code shows that Clerk the product is used (a configuration section, a package): then <c>ClerkId</c> counts
    /// without a stronger name beside it. Traces in the code itself are found by the engine.
    /// </summary>
    public bool UsesClerk { get; init; }

    /// <summary>Names of projects of the solution that could not be loaded; a rename of what they may use is listed instead.</summary>
    public ImmutableArray<string> UnloadedProjects { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Compile before and after, compare errors and bindings, take back what does not hold. An IDE fix does without.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>How much is compiled for that; what an edit cannot have given another meaning is left out unless it is <see cref="ProofScope.Full"/>.</summary>
    public ProofScope Scope { get; init; } = ProofScope.Affected;

    /// <summary>Count the errors before even when none is left after; costs one more compilation of what is compiled after.</summary>
    public bool CountErrorsBefore { get; init; }

    /// <summary>Restricts the rewrite to the units that have a finding at one of these places (an IDE fix, a Fix All in a scope).</summary>
    public ImmutableArray<FindingPlace> Only { get; init; } = ImmutableArray<FindingPlace>.Empty;

    /// <summary>Whether persisted names are kept, whatever <c>c2w_persisted_names</c> says; <c>null</c> leaves it to that.</summary>
    public WireName? PersistedNames { get; init; }

    /// <summary>Whether names in JSON, routes, queries and forms are kept, whatever <c>c2w_json_names</c> says; <c>null</c> leaves it to that.</summary>
    public WireName? JsonNames { get; init; }

    /// <summary>The options without the files that the projects' settings exclude.</summary>
    internal RewriteOptions Within(Snapshot snapshot)
    {
        var excluded = new HashSet<string>(
            snapshot.Documents.Where(document => ProtectedCode.IsExcluded(document.PhysicalPath, document.Project.Map)).Select(document => document.Path), StringComparer.Ordinal);
        var views = snapshot.Documents.Where(document => document.Razor is not null).GroupBy(document => document.Path)
            .ToDictionary(view => view.Key, view => view.First().PhysicalPath, StringComparer.Ordinal);
        if (excluded.Count == 0 && views.Count == 0)
            return this;
        return this with
        {
            Includes = Includes is null ? null : path => Includes(Physical(path)),
            Excludes = path => excluded.Contains(path) || Excludes?.Invoke(Physical(path)) == true,
        };

        string Physical(string path) => views.TryGetValue(path, out var razor) ? razor : path;
    }

    internal bool Has(string rule) => Rules.IsEmpty || Rules.Contains(rule);

    internal bool Chooses(string path) => Includes?.Invoke(path) != false && Excludes?.Invoke(path) != true;
}

/// <summary>A place in a physical file, in characters: that of a diagnostic.</summary>
public readonly record struct FindingPlace(string Path, TextSpan Span);

/// <summary>How far a rewrite has come.</summary>
/// <param name="Phase">What is being done, as a word or two.</param>
/// <param name="Done">Units of it that are done.</param>
/// <param name="Total">Units in all.</param>
public readonly record struct RewriteProgress(string Phase, int Done, int Total);
