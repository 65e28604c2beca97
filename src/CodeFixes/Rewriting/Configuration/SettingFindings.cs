using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W001 with the place that an analyzer is not told: the configuration files of the project are read again for it.</summary>
internal static class SettingFindings
{
    public static async Task<ImmutableArray<Finding>> InAsync(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        var broken = await BrokenBaselinesAsync(project, cancellationToken).ConfigureAwait(false);
        var problems = SettingProblem.In(project.AnalyzerOptions.AnalyzerConfigOptionsProvider, compilation, cancellationToken);
        if (problems.IsEmpty)
            return broken;
        var files = new List<(string Path, SourceText Text)>();
        foreach (var document in project.AnalyzerConfigDocuments)
            files.Add((document.FilePath ?? document.Name, await document.GetTextAsync(cancellationToken).ConfigureAwait(false)));
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return problems.Select(problem => Of(problem, files, project)).ToImmutableArray().AddRange(broken);
    }

    private static async Task<ImmutableArray<Finding>> BrokenBaselinesAsync(Project project, CancellationToken cancellationToken)
    {
        var found = ImmutableArray<Finding>.Empty;
        foreach (var document in project.AdditionalDocuments)
        {
            if (document.FilePath is not { } path || !Baseline.IsBaseline(path))
                continue;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var baseline = Baseline.Read(path, text);
            if (SettingProblem.Of(baseline) is not { } problem)
                continue;
            var span = text.Lines[baseline.BadLine - 1].Span;
            found = found.Add(new Finding(
                RuleIds.Configuration, FindingStatus.Listed, path, span, text.Lines.GetLinePositionSpan(span), $"'{problem.Setting}' {problem.What}.", Reasons.SettingIgnored));
        }

        return found;
    }

    private static Finding Of(SettingProblem problem, List<(string Path, SourceText Text)> files, Project project)
    {
        // The same key may stand in several files; the line that also has the value is the one.
        var (path, text, span) = files.SelectMany(file => Lines(file.Path, file.Text, problem.Key))
            .OrderBy(place => place.Text.ToString(place.Span).EndsWith(problem.Value, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .FirstOrDefault();
        return new Finding(
            RuleIds.Configuration, FindingStatus.Listed, path ?? project.FilePath ?? project.Name, span,
            text?.Lines.GetLinePositionSpan(span) ?? default, $"'{problem.Setting}' {problem.What}{(problem.What.EndsWith("?", StringComparison.Ordinal) ? "" : ".")}",
            Reasons.SettingIgnored);
    }

    /// <summary>Where a file sets a key: from the key to the value's end.</summary>
    private static IEnumerable<(string Path, SourceText Text, TextSpan Span)> Lines(string path, SourceText text, string key)
    {
        foreach (var line in text.Lines)
        {
            var written = line.ToString();
            var equals = written.IndexOfAny(Separators);
            if (equals < 0 || !string.Equals(written.Substring(0, equals).Trim(), key, StringComparison.OrdinalIgnoreCase))
                continue;
            var start = written.Length - written.TrimStart().Length;
            var comment = written.IndexOfAny(Comments, equals);
            var end = (comment < 0 ? written : written.Substring(0, comment)).TrimEnd().Length;
            yield return (path, text, TextSpan.FromBounds(line.Start + start, line.Start + end));
        }
    }

    private static readonly char[] Separators = { '=', ':' };
    private static readonly char[] Comments = { '#', ';' };
}
