using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The parts of the old text that a plan's edits replace: what stands there is not left.</summary>
internal sealed class ReplacedText(IEnumerable<PlannedEdit> edits)
{
    private readonly ILookup<string, Edit> _edits = edits.ToLookup(edit => edit.Path, edit => edit.Edit, StringComparer.Ordinal);

    /// <summary>Whether an edit replaces all of <paramref name="span"/>, and does not carry it along.</summary>
    public bool Holds(string path, TextSpan span) => _edits[path].Any(edit =>
        edit.Span.Contains(span) && edit.Pieces.All(piece => piece.Literal is not null || !piece.Original.Contains(span)));
}
