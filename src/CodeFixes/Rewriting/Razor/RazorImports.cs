using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How an import is added to a Razor file or taken from it: <c>@using</c>, on a line of its own.</summary>
internal static class RazorImports
{
    /// <summary>Whether the imports of a document stand in a Razor file.</summary>
    public static bool IsRazor(DocumentFindings document) => document.Document.Razor is not null;

    /// <summary>Imports the new namespace on the line before the old one, here or in the file that both are taken from.</summary>
    public static PlannedEdit InsertBefore(DocumentFindings document, NamespaceUse use, IMove owner) =>
        Line(document, use) is var (path, text, line)
            ? new PlannedEdit(path, new Edit(new TextSpan(line.Start, 0), $"@using {use.Move.To}{LineEnd(text)}"), owner)
            : Unplaced(document, use, owner);

    /// <summary>Takes the import away, with its line where nothing else is on it.</summary>
    public static PlannedEdit RemoveLine(DocumentFindings document, NamespaceUse use, IMove owner) =>
        Line(document, use) is var (path, text, line) && IsAlone(text.ToString(line.Span).Trim(), use)
            ? new PlannedEdit(path, new Edit(line.SpanIncludingLineBreak, ""), owner)
            : Unplaced(document, use, owner);

    /// <summary>Adds an import behind the ones that the file has, else behind its <c>@page</c>, else at its beginning.</summary>
    public static PlannedEdit Add(RazorView razor, string space, IMove owner)
    {
        var text = razor.Text;
        var at = 0;
        var isBehindImport = false;
        foreach (var line in text.Lines)
        {
            var written = line.ToString().TrimStart();
            var isImport = written.StartsWith("@using ", StringComparison.Ordinal) && written.IndexOf('(') < 0;
            if (!isImport && (isBehindImport || !written.StartsWith("@page", StringComparison.Ordinal)))
                continue;
            at = line.EndIncludingLineBreak;
            isBehindImport |= isImport;
        }

        var end = LineEnd(text);
        var isAtOpenEnd = at > 0 && at == text.Length && text.Lines[text.Lines.Count - 1].Span.Length > 0;
        return new PlannedEdit(razor.Path, new Edit(new TextSpan(at, 0), isAtOpenEnd ? $"{end}@using {space}" : $"@using {space}{end}"), owner);
    }

    /// <summary>A line cannot be edited in code that a generator writes: no Razor file has it.</summary>
    private static PlannedEdit Unplaced(DocumentFindings document, NamespaceUse use, IMove owner) =>
        new(document.Document.Path, new Edit(use.Name.Node.Span, use.Move.To), owner) { Follows = true };

    private static (string Path, SourceText Text, TextLine Line)? Line(DocumentFindings document, NamespaceUse use)
    {
        if (document.Document.Razor!.PlaceOf(use.Name.Node.Span) is not { } place)
            return null;
        var text = place.Path == document.Document.Razor.Path ? document.Document.Razor.Text : document.Document.Project.Razor.TextOf(place.Path)!;
        return (place.Path, text, text.Lines.GetLineFromPosition(place.Span.Start));
    }

    private static bool IsAlone(string line, NamespaceUse use) => line.TrimEnd(';', ' ') == "@using " + use.Name.Node;

    private static string LineEnd(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
