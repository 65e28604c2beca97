using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Configuration;

/// <summary>
/// The baseline as <c>check</c> uses it: what is in it is not reported, what it has and the code has no more is said. A setting that cannot be used
/// (C2W001) is never in it.
/// </summary>
internal sealed class KnownFindings
{
    private readonly Baseline _baseline;
    private readonly string _path;
    private readonly bool _isNew;

    private KnownFindings(string path, Baseline baseline, bool isNew)
    {
        _path = path;
        _baseline = baseline;
        _isNew = isNew;
    }

    /// <summary>The baseline to go by; <c>null</c> when there is none.</summary>
    /// <param name="request">What the command line says.</param>
    /// <param name="root">The solution's folder, whose baseline counts where none is named.</param>
    /// <exception cref="CannotRunException">It is missing, or is none.</exception>
    public static KnownFindings? Open(BaselineRequest request, string root)
    {
        if (request.IsIgnored)
            return null;
        var path = request.Path ?? Path.Combine(root, Baseline.FileName);
        if (!Baseline.IsBaseline(path))
            throw new CannotRunException($"--baseline '{path}' has to be named '{Baseline.FileName}': the IDE and the compiler know it by that name.");
        if (request.IsUpdated)
            WritablePlace.CheckFile(path, "The baseline");
        if (!File.Exists(path))
        {
            if (request.Path is not null && !request.IsUpdated)
                throw new CannotRunException($"--baseline '{path}' does not exist; --update-baseline writes it.");
            return request.IsUpdated ? new KnownFindings(path, Baseline.Empty, isNew: true) : null;
        }

        try
        {
            var baseline = Baseline.Read(path, SourceText.From(File.ReadAllText(path)));
            if (baseline.BadLine > 0 && !request.IsUpdated)
                throw new CannotRunException($"'{path}' is no baseline: see line {baseline.BadLine} (is a merge not finished?). --update-baseline writes it anew, --no-baseline goes without.");
            return new KnownFindings(path, baseline, isNew: baseline.BadLine > 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"The baseline '{path}' cannot be read: {Sentence.Of(failure)}", failure);
        }
    }

    /// <summary>Splits findings into new ones and known ones.</summary>
    /// <param name="findings">All findings.</param>
    /// <param name="files">The files in which they were found.</param>
    /// <param name="solution">The solution in which they were found.</param>
    /// <param name="options">What was looked for: only of that can be said that it is there no more.</param>
    public (ImmutableArray<Finding> New, UsedBaseline Used) Split(
        ImmutableArray<Finding> findings, FoundFiles files, Solution solution, RewriteOptions options)
    {
        var isNew = findings.Where(finding => !CanBeKnown(finding) || !IsKnown(finding, files)).ToImmutableArray();
        var found = Entries(findings, files);
        return (isNew, new UsedBaseline(_path, findings.Length - isNew.Length, Stale(found, solution, options), IsUpdated: false) { Progress = Progress(isNew, found, solution, options) });
    }

    /// <summary>Writes what is found now: all of it where there was no baseline, and otherwise only what is in it already. What was not looked for stays in it.</summary>
    /// <param name="findings">All findings.</param>
    /// <param name="files">The files in which they were found.</param>
    /// <param name="solution">The solution in which they were found.</param>
    /// <param name="options">What was looked for.</param>
    /// <param name="acceptsNew">Whether what is new comes into a baseline that is there, too.</param>
    /// <returns>The findings that are not in what was written, and what was written.</returns>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public (ImmutableArray<Finding> New, UsedBaseline Used) Update(
        ImmutableArray<Finding> findings, FoundFiles files, Solution solution, RewriteOptions options, bool acceptsNew)
    {
        var found = Entries(findings, files);
        var takesAll = acceptsNew || _isNew;
        var entries = (takesAll ? found.Concat(Unseen(solution, options)) : Shortened(found).Concat(Unseen(solution, options))).ToList();
        WritablePlace.Write(_path, Encoding.UTF8.GetBytes(Baseline.Write(entries)), "The baseline");
        var left = findings.Where(finding => !CanBeKnown(finding) || (!takesAll && !IsKnown(finding, files))).ToImmutableArray();
        return (left, new UsedBaseline(_path, findings.Length - left.Length, Stale: 0, IsUpdated: true)
        {
            Removed = Stale(found, solution, options),
            LeftOut = left.Count(CanBeKnown),
            Progress = Progress([.. findings.Where(finding => !IsKnown(finding, files))], found, solution, options),
        });
    }

    /// <summary>Each rule's lines in the baseline: how many are still there, and how many came since. Of what was not looked for, nothing is gone.</summary>
    private ImmutableArray<BaselineCount> Progress(ImmutableArray<Finding> isNew, List<BaselineEntry> found, Solution solution, RewriteOptions options)
    {
        var (counts, unseen) = (Counts(found), Unseen(solution, options).ToHashSet());
        var known = _baseline.Entries.GroupBy(entry => (entry.Rule, entry.Path, entry.Line)).Select(group => group.MaxBy(entry => entry.Count)!)
            .Select(entry => new BaselineCount(entry.Rule, entry.Count, unseen.Contains(entry) ? entry.Count : Math.Min(entry.Count, counts.GetValueOrDefault((entry.Rule, entry.Path, entry.Line))), New: 0));
        var came = isNew.Where(CanBeKnown).DistinctBy(finding => (finding.RuleId, finding.Path, finding.Line.Start.Line)).Select(finding => new BaselineCount(finding.RuleId, Was: 0, Left: 0, New: 1));
        return
        [
            .. known.Concat(came).GroupBy(count => count.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => new BaselineCount(rule.Key, rule.Sum(count => count.Was), rule.Sum(count => count.Left), rule.Sum(count => count.New))),
        ];
    }

    private static bool CanBeKnown(Finding finding) => finding.Status != FindingStatus.Info && finding.RuleId != RuleIds.Configuration;

    private List<BaselineEntry> Entries(ImmutableArray<Finding> findings, FoundFiles files) =>
        [.. findings.Where(CanBeKnown).Select(finding => Baseline.EntryFor(Folder, finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Span.Start))];

    private bool IsKnown(Finding finding, FoundFiles files) => _baseline.Holds(finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Span.Start);

    /// <summary>How many entries hold more than is found, of what was looked for.</summary>
    private int Stale(List<BaselineEntry> found, Solution solution, RewriteOptions options)
    {
        var counts = Counts(found);
        return _baseline.Entries.Except(Unseen(solution, options)).Count(entry => counts.GetValueOrDefault((entry.Rule, entry.Path, entry.Line)) < entry.Count);
    }

    /// <summary>The entries as far as they are found.</summary>
    private IEnumerable<BaselineEntry> Shortened(List<BaselineEntry> found)
    {
        var counts = Counts(found);
        return _baseline.Entries
            .Select(entry => entry with { Count = Math.Min(entry.Count, counts.GetValueOrDefault((entry.Rule, entry.Path, entry.Line))) })
            .Where(entry => entry.Count > 0);
    }

    private static Dictionary<(string Rule, string Path, string Line), int> Counts(List<BaselineEntry> found) =>
        found.GroupBy(entry => (entry.Rule, entry.Path, entry.Line)).ToDictionary(group => group.Key, group => group.Max(entry => entry.Count));

    /// <summary>The entries that were not looked for: of other rules, of files that were not chosen or not loaded.</summary>
    private List<BaselineEntry> Unseen(Solution solution, RewriteOptions options)
    {
        var loaded = solution.Projects.SelectMany(project => project.Documents.Concat(project.AdditionalDocuments))
            .Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. _baseline.Entries.Where(entry =>
            {
                var path = Path.GetFullPath(entry.Path, Folder);
                return File.Exists(path)
                    && (!loaded.Contains(path) || (!options.Rules.IsEmpty && !options.Rules.Contains(entry.Rule))
                        || options.Includes?.Invoke(path) == false || options.Excludes?.Invoke(path) == true);
            }),
        ];
    }

    private string Folder => Path.GetDirectoryName(_path)!;
}

/// <summary>What the command line says about a baseline.</summary>
/// <param name="Path">The full path; <c>null</c> for the one beside the solution, if there is one.</param>
/// <param name="IsUpdated">It is to be written anew.</param>
/// <param name="IsIgnored">None counts.</param>
/// <param name="AcceptsNew">An update takes in what is new.</param>
/// <param name="AllowsStale">What it holds and is found no more does not fail.</param>
internal sealed record BaselineRequest(string? Path = null, bool IsUpdated = false, bool IsIgnored = false, bool AcceptsNew = false, bool AllowsStale = false);

/// <summary>What a baseline came to in a run.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Known">Findings that it holds.</param>
/// <param name="Stale">Entries whose finding is there no more.</param>
/// <param name="IsUpdated">It was written anew.</param>
internal sealed record UsedBaseline(string Path, int Known, int Stale, bool IsUpdated)
{
    /// <summary>Entries that an update removed or shortened.</summary>
    public int Removed { get; init; }

    /// <summary>New findings that an update did not take in.</summary>
    public int LeftOut { get; init; }

    /// <summary>How far the work had come, by rule, before it was written anew.</summary>
    public required ImmutableArray<BaselineCount> Progress { get; init; }
}
