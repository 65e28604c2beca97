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

    private KnownFindings(string path, Baseline baseline)
    {
        _path = path;
        _baseline = baseline;
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
            return request.IsUpdated ? new KnownFindings(path, Baseline.Empty) : null;
        }

        try
        {
            var baseline = Baseline.Read(path, SourceText.From(File.ReadAllText(path)));
            if (baseline.BadLine > 0 && !request.IsUpdated)
                throw new CannotRunException($"'{path}' is no baseline: see line {baseline.BadLine} (is a merge not finished?). --update-baseline writes it anew, --no-baseline goes without.");
            return new KnownFindings(path, baseline);
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
        var isNew = findings.Where(finding => !CanBeKnown(finding) || !_baseline.Holds(finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Span.Start)).ToImmutableArray();
        var found = Entries(findings, files);
        var kept = Kept(found, solution, options);
        return (isNew, new UsedBaseline(_path, findings.Length - isNew.Length, _baseline.Entries.Length - kept.Count, IsUpdated: false, Counts(isNew, found, kept)));
    }

    /// <summary>Writes what is found now. What was not looked for stays in it.</summary>
    /// <returns>The findings that no baseline takes, and what was written.</returns>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public (ImmutableArray<Finding> New, UsedBaseline Used) Update(
        ImmutableArray<Finding> findings, FoundFiles files, Solution solution, RewriteOptions options)
    {
        var found = Entries(findings, files);
        var isNew = findings.Where(finding => !_baseline.Holds(finding.RuleId, finding.Path, files.TextOf(finding.Path), finding.Span.Start)).ToImmutableArray();
        var counts = Counts(isNew, found, Kept(found, solution, options));
        var unseen = Kept([], solution, options);
        WritablePlace.Write(_path, Encoding.UTF8.GetBytes(Baseline.Write(found.Concat(unseen))), "The baseline");
        return ([.. findings.Where(finding => !CanBeKnown(finding))], new UsedBaseline(_path, findings.Count(CanBeKnown), Stale: 0, IsUpdated: true, counts));
    }

    /// <summary>Each rule's lines in the baseline: how many are still there, and how many came since. Of what was not looked for, nothing is gone.</summary>
    private ImmutableArray<BaselineCount> Counts(ImmutableArray<Finding> isNew, List<BaselineEntry> found, List<BaselineEntry> kept)
    {
        var seen = found.GroupBy(entry => (entry.Rule, entry.Path, entry.Line)).ToDictionary(group => group.Key, group => group.Max(entry => entry.Count));
        var there = kept.ToHashSet();
        var known = _baseline.Entries.GroupBy(entry => (entry.Rule, entry.Path, entry.Line)).Select(group => group.MaxBy(entry => entry.Count)!)
            .Select(entry => new BaselineCount(entry.Rule, entry.Count, there.Contains(entry) ? entry.Count : seen.GetValueOrDefault((entry.Rule, entry.Path, entry.Line)), New: 0));
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

    /// <summary>The entries that are found, and those that were not looked for: of other rules, of files that were not chosen or not loaded.</summary>
    private List<BaselineEntry> Kept(List<BaselineEntry> found, Solution solution, RewriteOptions options)
    {
        var seen = found.GroupBy(entry => (entry.Rule, entry.Path, entry.Line)).ToDictionary(group => group.Key, group => group.Max(entry => entry.Count));
        var loaded = solution.Projects.SelectMany(project => project.Documents.Concat(project.AdditionalDocuments))
            .Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. _baseline.Entries.Where(entry =>
            {
                if (seen.TryGetValue((entry.Rule, entry.Path, entry.Line), out var count) && count >= entry.Count)
                    return true;
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
internal sealed record BaselineRequest(string? Path = null, bool IsUpdated = false, bool IsIgnored = false);

/// <summary>What a baseline came to in a run.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Known">Findings that it holds.</param>
/// <param name="Stale">Entries whose finding is there no more.</param>
/// <param name="IsUpdated">It was written anew.</param>
/// <param name="Counts">Before it was written anew: how far the work has come, by rule.</param>
internal sealed record UsedBaseline(string Path, int Known, int Stale, bool IsUpdated, ImmutableArray<BaselineCount> Counts);
