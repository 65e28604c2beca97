using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A finding of a rule that looks at one file at a time, and the move that would mend it.</summary>
internal sealed class LocalFinding : IMove
{
    private readonly LocalChange _change;

    private LocalFinding(DocumentView document, Diagnostic diagnostic, LocalChange change)
    {
        Document = document;
        Diagnostic = diagnostic;
        _change = change;
        Reason = change.Reason;
    }

    public DocumentView Document { get; }

    public Diagnostic Diagnostic { get; }

    public Site Place => new(Document.Path, Diagnostic.Location.SourceSpan.Start);

    /// <summary>Left on purpose; no leftover.</summary>
    public bool IsInfo => Diagnostic.Severity < DiagnosticSeverity.Warning && _change.Edits.IsEmpty;

    public string What => $"{Diagnostic.Id} in {Plan.FileName(Document.Path)}, line {Diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1}";

    public string? Reason { get; private set; }

    public IEnumerable<PlannedEdit> Edits => _change.Edits.Select(edit => new PlannedEdit(edit.Document.Path, edit.Edit, this));

    /// <summary>What has to be changed with it.</summary>
    public (string? Table, Site? Columns) Needs => (_change.NeedsTable, _change.NeedsColumns);

    /// <summary>The service that has to be registered for it.</summary>
    public string? NeedsService => _change.NeedsService;

    public void Block(string reason) => Reason ??= reason;

    public void Release(string reason) => Reason = null;

    /// <summary>What the rules find in one document.</summary>
    public static List<LocalFinding> Collect(DocumentView document, Analyzers.Text.Words words, MigrationProject project, CancellationToken cancellationToken)
    {
        var found = new List<LocalFinding>();
        foreach (var rule in FileRule.All)
        {
            if ((words & rule.Wanted) == 0 || !rule.IsAnalysed(document.Project.Compilation, document.Project.Map))
                continue;
            rule.Check(new MigrationFile(project, document.Model, document.Text, diagnostic => found.Add(Of(document, diagnostic, cancellationToken)), cancellationToken) { Razor = document.Razor });
        }

        return found;
    }

    private static LocalFinding Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var fix = LocalFix.All.FirstOrDefault(fix => fix.Rule == diagnostic.Id);
        return new LocalFinding(document, diagnostic, fix?.Of(document, diagnostic, cancellationToken) ?? LocalChange.None(Reasons.ByHand));
    }
}
