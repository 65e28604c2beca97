using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a file is laid out at a place, so that what is added looks like what is there.</summary>
internal static class Layout
{
    /// <summary>The white space with which the line begins.</summary>
    public static string Indentation(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>The line's own line break; for a last line, that of the file.</summary>
    public static string LineEnd(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        if (line.EndIncludingLineBreak == line.End)
            line = text.Lines[0];
        return line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>One level more.</summary>
    public static string Deeper(string indentation) => indentation + (indentation.EndsWith("\t", StringComparison.Ordinal) ? "\t" : "    ");

    /// <summary>Whether nothing but a comment stands behind a place on its line.</summary>
    public static bool EndsLine(SourceText text, int position)
    {
        var rest = text.ToString(TextSpan.FromBounds(position, text.Lines.GetLineFromPosition(position).End)).Trim();
        return rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal);
    }
}
