using System.Globalization;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A name in a Razor file beside its C#: in markup, a script or a comment, or anywhere in a file that nothing was generated from.</summary>
internal sealed class MarkupFinding : IMove
{
    private readonly string? _reason;

    private MarkupFinding(ProjectView project, string path, SourceText text, Diagnostic diagnostic)
    {
        Project = project;
        Path = path;
        Text = text;
        Diagnostic = diagnostic;
        Reason = _reason = ReasonOf(diagnostic, project.Map);
    }

    public ProjectView Project { get; }

    /// <summary>The Razor file.</summary>
    public string Path { get; }

    public SourceText Text { get; }

    public Diagnostic Diagnostic { get; }

    public TextSpan Span => Diagnostic.Location.SourceSpan;

    /// <summary>The word as it is written.</summary>
    public string Word => Text.ToString(Span);

    /// <summary>The same word with the new name.</summary>
    public string NewWord => Diagnostic.Properties[ClerkUserIdNameAnalyzer.NewName]!;

    /// <summary>Whether nothing was generated from the file.</summary>
    public bool IsUnread => PlaceOf(Diagnostic) == RazorNames.Unread;

    /// <summary>Whether it is the name of a form's field.</summary>
    public bool IsField => PlaceOf(Diagnostic) == RazorNames.Field;

    public bool IsInfo => Diagnostic.Severity < DiagnosticSeverity.Warning && Reason is not null;

    public string What => $"{Diagnostic.Id} in {Plan.FileName(Path)}, line {Text.Lines.GetLinePosition(Span.Start).Line + 1}";

    public string? Reason { get; private set; }

    public IEnumerable<PlannedEdit> Edits => new[] { new PlannedEdit(Path, new Edit(Span, NewWord), this) };

    public void Block(string reason) => Reason ??= reason;

    public void Release(string reason) => Reason = Reason == reason ? _reason : Reason;

    /// <summary>The finding for a report.</summary>
    /// <param name="isReplaced">Whether another unit's edits rewrite the word.</param>
    public Finding Report(bool isReplaced) => new(
        Diagnostic.Id,
        isReplaced || Reason is null ? FindingStatus.Fixed : IsInfo ? FindingStatus.Info : FindingStatus.Listed,
        Path, Span, Text.Lines.GetLinePositionSpan(Span), Diagnostic.GetMessage(CultureInfo.InvariantCulture) + ".", isReplaced ? null : Reason);

    /// <summary>What the Razor files of all projects hold; a file that several projects have is looked at in each.</summary>
    public static List<MarkupFinding> Collect(Snapshot snapshot, bool evidenceElsewhere, CancellationToken cancellationToken)
    {
        var found = new List<MarkupFinding>();
        foreach (var project in snapshot.Projects)
        {
            var rules = project.AsRulesSeeIt(evidenceElsewhere);
            var comments = RazorNameAnalyzer.SpeaksOfComments(project.Compilation, project.Map);
            foreach (var (path, text) in project.Razor.All.Select(file => (file.Key, file.Value)).OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var here = new List<Diagnostic>();
                RazorNames.Find(path, text, rules, comments, here.Add);
                if (here.Count > 0)
                    found.AddRange(Heard(here, project).Select(diagnostic => new MarkupFinding(project, path, text, diagnostic)));
            }
        }

        return found;
    }

    /// <summary>What a build would print; of what is no C#, only the settings of the whole project speak.</summary>
    private static IEnumerable<Diagnostic> Heard(List<Diagnostic> diagnostics, ProjectView project) =>
        CompilationWithAnalyzers.GetEffectiveDiagnostics(diagnostics, project.Compilation).Where(diagnostic => !diagnostic.IsSuppressed);

    private static string? PlaceOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ClerkNameUnresolvableAnalyzer.Place, out var place) ? place : null;

    private static string? ReasonOf(Diagnostic diagnostic, MigrationMap map) => PlaceOf(diagnostic) switch
    {
        RazorNames.Unread => Reasons.RazorUnread,
        RazorNames.FileName => Reasons.RazorFileName,
        nameof(ProseKind.Comment) => map.Comments == Comments.Rewrite ? null : Reasons.Comment,
        _ => diagnostic.Properties[ClerkNameInTextAnalyzer.Known] == nameof(KnownTo.Outside) ? Reasons.TextOutside : Reasons.TextElsewhere,
    };
}
