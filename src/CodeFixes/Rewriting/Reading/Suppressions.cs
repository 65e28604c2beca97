using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What the user does not want to hear of: <c>#pragma warning disable</c>, <c>[SuppressMessage]</c>, a severity of <c>none</c>, <c>NoWarn</c>. The compiler
/// itself is asked, so that the runner and a build agree. A place counts only when every project that compiles it keeps it quiet.
/// </summary>
internal sealed class Suppressions
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Descriptors = AllAnalyzers.Create()
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .GroupBy(descriptor => descriptor.Id)
        .ToImmutableDictionary(group => group.Key, group => group.First());

    private readonly ILookup<string, DocumentView> _documents;
    private readonly Dictionary<(string Rule, string Path, int Start), bool> _known = new();

    private readonly HashSet<(string Rule, string Path)> _quiet = new();

    public Suppressions(Snapshot snapshot) => _documents = snapshot.Documents.ToLookup(document => document.Path, StringComparer.Ordinal);

    /// <summary>Looks at every place that the documents hold.</summary>
    public void Learn(List<DocumentFindings> documents, CancellationToken cancellationToken)
    {
        Learn(documents.SelectMany(Places), cancellationToken);
        _quiet.UnionWith(_known.Where(place => place.Value).Select(place => (place.Key.Rule, place.Key.Path)));
    }

    /// <summary>Whether the rule is to keep quiet at a place.</summary>
    public bool Hold(string rule, string path, int start) => _known.TryGetValue((rule, path, start), out var quiet) && quiet;

    /// <summary>Whether an import or a qualified name is to be left alone.</summary>
    public bool Hold(NamespaceUse use) => Hold(use.Move.Rule, use.Document.Path, use.Last.SpanStart);

    /// <summary>Whether any of the rules is to keep quiet somewhere in a document.</summary>
    public bool HoldAny(DocumentFindings document, params string[] rules) =>
        rules.Any(rule => _quiet.Contains((rule, document.Document.Path)));

    /// <summary>The findings that are to be heard of.</summary>
    public List<Finding> Without(List<Finding> findings, CancellationToken cancellationToken = default)
    {
        Learn(
            findings.Where(finding => !_known.ContainsKey((finding.RuleId, finding.Path, finding.Span.Start)))
                .SelectMany(finding => _documents[finding.Path].Select(document => (document, finding.RuleId, finding.Span))),
            cancellationToken);
        return findings.Where(finding => !Hold(finding.RuleId, finding.Path, finding.Span.Start)).ToList();
    }

    /// <summary>Whether a rule is off for a whole project, and so for what it finds in files beside the code: no pragma and no section of a configuration file reaches those.</summary>
    public static bool IsOff(ProjectView project, Diagnostic diagnostic)
    {
        var options = project.Compilation.Options;
        if (CompilationWithAnalyzers.GetEffectiveDiagnostics(ImmutableArray.Create(diagnostic), project.Compilation).All(effective => effective.IsSuppressed))
            return true;
        return !options.SpecificDiagnosticOptions.ContainsKey(diagnostic.Id)
            && options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(diagnostic.Id, CancellationToken.None, out _) != true
            && IsNoneInBulk(project.Settings.GlobalOptions, diagnostic.Descriptor);
    }

    private static IEnumerable<(DocumentView Document, string Rule, TextSpan Span)> Places(DocumentFindings found)
    {
        var document = found.Document;
        foreach (var name in found.Names.Where(name => name.Binding is Binding.Declares or Binding.Unresolved))
            yield return (document, RuleIds.ClerkUserIdName, name.Span);
        foreach (var table in found.Tables.Tokens)
            yield return (document, RuleIds.SingularTable, table.Token.Span);
        foreach (var use in found.Audit)
            yield return (document, RuleIds.LegacyAuditCall, use.Name.Identifier.Span);
        foreach (var use in found.Namespaces)
            yield return (document, use.Move.Rule, use.Last.Span);
        foreach (var finding in found.Local)
            yield return (document, finding.Diagnostic.Id, finding.Diagnostic.Location.SourceSpan);
    }

    private void Learn(IEnumerable<(DocumentView Document, string Rule, TextSpan Span)> places, CancellationToken cancellationToken)
    {
        foreach (var project in places.Where(place => Descriptors.ContainsKey(place.Rule)).Distinct().GroupBy(place => place.Document.Project))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var all = project.ToList();
            var heard = MayBeQuiet(project.Key, all) ? Heard(project.Key, all) : null;
            foreach (var (document, rule, span) in all)
            {
                var key = (rule, document.Path, span.Start);
                var quiet = heard?.Contains((rule, document.Tree, span.Start)) == false;
                _known[key] = _known.TryGetValue(key, out var elsewhere) ? elsewhere && quiet : quiet;
            }
        }
    }

    /// <summary>What a build would print.</summary>
    private static HashSet<(string Rule, SyntaxTree Tree, int Start)> Heard(ProjectView project, List<(DocumentView Document, string Rule, TextSpan Span)> places)
    {
        var diagnostics = places
            .Where(place => !IsOffInBulk(project, place.Document.Tree, Descriptors[place.Rule]))
            .Select(place => Diagnostic.Create(Descriptors[place.Rule], Location.Create(place.Document.Tree, place.Span)));
        var heard = new HashSet<(string, SyntaxTree, int)>();
        foreach (var diagnostic in CompilationWithAnalyzers.GetEffectiveDiagnostics(diagnostics, project.Compilation))
        {
            if (!diagnostic.IsSuppressed)
                heard.Add((diagnostic.Id, diagnostic.Location.SourceTree!, diagnostic.Location.SourceSpan.Start));
        }

        return heard;
    }

    /// <summary>Whether anything in the project could quiet one of the rules; asking the compiler binds attributes, which most projects need not pay for.</summary>
    private static bool MayBeQuiet(ProjectView project, List<(DocumentView Document, string Rule, TextSpan Span)> places)
    {
        var options = project.Compilation.Options;
        if (options.GeneralDiagnosticOption == ReportDiagnostic.Suppress || options.WarningLevel == 0 || options.SpecificDiagnosticOptions.Keys.Any(Descriptors.ContainsKey))
            return true;
        foreach (var place in places.GroupBy(place => (place.Document.Tree, place.Rule)))
        {
            var (tree, rule) = place.Key;
            if (HasDirectives(place.First().Document)
                || options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(tree, rule, CancellationToken.None, out _) == true
                || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(rule, CancellationToken.None, out _) == true
                || IsOffInBulk(project, tree, Descriptors[rule]))
                return true;
        }

        return project.Compilation.SyntaxTrees.Any(tree => tree.GetText().ToString().Contains("C2W"));
    }

    /// <summary>Generated code is full of directives; of those in a Razor file only the ones that a person wrote count.</summary>
    private static bool HasDirectives(DocumentView document) => document.Razor is { } razor
        ? razor.Text.ToString().Contains("#pragma")
        : document.Root.ContainsDirectives;

    /// <summary><c>dotnet_analyzer_diagnostic.severity</c> and its form for a category; a setting for the rule itself wins.</summary>
    private static bool IsOffInBulk(ProjectView project, SyntaxTree tree, DiagnosticDescriptor rule)
    {
        var options = project.Compilation.Options;
        if (options.SpecificDiagnosticOptions.ContainsKey(rule.Id)
            || options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(tree, rule.Id, CancellationToken.None, out _) == true
            || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(rule.Id, CancellationToken.None, out _) == true)
            return false;
        return IsNoneInBulk(project.Settings.GetOptions(tree), rule);
    }

    private static bool IsNoneInBulk(AnalyzerConfigOptions settings, DiagnosticDescriptor rule) =>
        (settings.TryGetValue($"dotnet_analyzer_diagnostic.category-{rule.Category}.severity", out var severity)
            || settings.TryGetValue("dotnet_analyzer_diagnostic.severity", out severity))
        && string.Equals(severity.Trim(), "none", StringComparison.OrdinalIgnoreCase);
}
