using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How an import is written, re-pointed or taken away, in the form of the file that it is in.</summary>
internal static class ImportEdits
{
    public static Edit Rename(NamespaceUse use) => use.Move.IsSibling
        ? new Edit(use.Last.Span, use.Move.NewLastSegment)
        : new Edit(use.Name.Node.Span, use.Name.Node.ToString().StartsWith("global::", StringComparison.Ordinal) ? "global::" + use.Move.To : use.Move.To);

    /// <summary>Takes the namespace from before a name.</summary>
    public static Edit Unqualify(NamespaceUse use, SimpleNameSyntax behind) => new(TextSpan.FromBounds(use.Name.Node.SpanStart, behind.SpanStart), "");

    public static Edit InsertBefore(DocumentFindings document, NamespaceUse use)
    {
        var text = document.Document.Text;
        var line = text.Lines.GetLineFromPosition(use.Import!.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, use.Import.SpanStart));
        var lineEnd = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return new Edit(new TextSpan(use.Import.SpanStart, 0), $"using {use.Move.To};{(lineEnd.Length == 0 ? "\n" : lineEnd)}{(indentation.Trim().Length == 0 ? indentation : "")}");
    }

    public static Edit RemoveLine(SourceText text, UsingDirectiveSyntax import)
    {
        var line = text.Lines.GetLineFromPosition(import.SpanStart);
        var alone = text.ToString(TextSpan.FromBounds(line.Start, import.SpanStart)).Trim().Length == 0 && EndsLine(text, import, line);
        if (!alone)
            return new Edit(import.Span, "");

        // The only import at the top of a file goes with the empty line behind it.
        var next = line.LineNumber + 1;
        return line.LineNumber == 0 && next < text.Lines.Count - 1 && text.Lines[next].ToString().Trim().Length == 0
            ? new Edit(TextSpan.FromBounds(line.Start, text.Lines[next].EndIncludingLineBreak), "")
            : new Edit(line.SpanIncludingLineBreak, "");
    }

    /// <summary>Whether nothing but a comment follows on the import's line.</summary>
    private static bool EndsLine(SourceText text, UsingDirectiveSyntax import, TextLine line)
    {
        var behind = text.ToString(TextSpan.FromBounds(import.Span.End, line.End)).Trim();
        return behind.Length == 0 || behind.StartsWith("//", StringComparison.Ordinal);
    }

    /// <summary>The platform's namespaces first, then by name.</summary>
    private static int Order(string a, string b)
    {
        static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
        return IsSystem(a) != IsSystem(b) ? IsSystem(a) ? -1 : 1 : string.CompareOrdinal(a, b);
    }

    /// <summary>
    /// Imports that are added at one place, in their order and as one block: as if each had been added to a file that has the others already.
    /// </summary>
    public static IEnumerable<Edit> Together(IEnumerable<Edit> edits)
    {
        var all = edits.ToList();
        foreach (var place in all.Where(IsAdded).GroupBy(edit => edit.Span).Where(place => place.Count() > 1).ToList())
        {
            var imports = place.OrderBy(SpaceOf, Comparer<string>.Create(Order)).Select(edit => edit.Pieces[0].Literal!).Distinct().ToList();
            for (var i = 0; i < imports.Count - 1; i++)
            {
                // Only the last one has the empty line behind it.
                if (imports[i].EndsWith("\n\n", StringComparison.Ordinal) || imports[i].EndsWith("\r\n\r\n", StringComparison.Ordinal))
                    imports[i] = imports[i].Substring(0, imports[i].Length - (imports[i].EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1));
            }

            all.RemoveAll(place.Contains);
            all.Add(new Edit(place.Key, string.Concat(imports)));
        }

        return all;
    }

    private static bool IsAdded(Edit edit) =>
        edit is { Span.Length: 0, Pieces: { Length: 1 } pieces } && pieces[0].Literal is { } text
        && text.IndexOf("using ", StringComparison.Ordinal) is >= 0 and var at && text.Substring(0, at).Trim(' ', '\t').Length == 0
        && text.IndexOf(";\n", StringComparison.Ordinal) + text.IndexOf(";\r\n", StringComparison.Ordinal) > -2;

    private static string SpaceOf(Edit edit)
    {
        var text = edit.Pieces[0].Literal!.TrimStart();
        return text.Substring("using ".Length, text.IndexOf(';') - "using ".Length);
    }

    public static Edit Add(DocumentFindings document, string space) => Add(document.Document, space);

    public static Edit Add(DocumentView document, string space)
    {
        var root = (CompilationUnitSyntax)document.Root;
        var text = document.Text;
        var lineEnd = text.Lines[0].EndIncludingLineBreak > text.Lines[0].End
            ? text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak))
            : "\n";
        var nested = root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(member => member.Usings.Count > 0);
        var usings = root.Usings.Count > 0 ? root.Usings : nested?.Usings ?? default;
        if (usings.Count > 0)
        {
            var line = text.Lines.GetLineFromPosition(usings[0].SpanStart).ToString();
            var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
            UsingDirectiveSyntax? after = null;
            foreach (var import in usings)
            {
                if (import.Alias is not null || !import.StaticKeyword.IsKind(SyntaxKind.None))
                    continue;
                if (import.GlobalKeyword.IsKind(SyntaxKind.None) && after is null && Order(space, import.Name!.ToString()) < 0)
                    return new Edit(new TextSpan(import.SpanStart, 0), $"using {space};{lineEnd}{indentation}");
                if (import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) || Order(space, import.Name!.ToString()) >= 0)
                    after = import;
            }

            after ??= usings[usings.Count - 1];

            // On a line of its own, so that it stays when the import before it goes.
            var end = text.Lines.GetLineFromPosition(after.Span.End);
            if (end.EndIncludingLineBreak > end.End && EndsLine(text, after, end))
                return new Edit(new TextSpan(end.EndIncludingLineBreak, 0), $"{indentation}using {space};{lineEnd}");
            return new Edit(new TextSpan(after.Span.End, 0), $"{lineEnd}{indentation}using {space};");
        }

        var first = root.Members.FirstOrDefault();
        var position = first is null ? 0 : first.GetLeadingTrivia()
            .Where(trivia => trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax)
            .Select(trivia => trivia.FullSpan.Start).DefaultIfEmpty(first.SpanStart).First();
        position = text.Lines.GetLineFromPosition(position).Start;
        return new Edit(new TextSpan(position, 0), $"using {space};{lineEnd}{lineEnd}");
    }
}
