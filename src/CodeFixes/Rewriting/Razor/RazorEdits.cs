using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Edits of the code that is made of Razor files, as edits of those files.</summary>
internal sealed class RazorEdits(Snapshot snapshot)
{
    /// <summary>Every edit in the file that a person edits.</summary>
    /// <param name="edits">Edits of documents as the compiler sees them.</param>
    /// <param name="unplaced">What cannot be edited, because no Razor file has the text.</param>
    public List<PlannedEdit> Place(List<PlannedEdit> edits, out List<(IMove Move, string Reason)> unplaced)
    {
        unplaced = new();
        if (!snapshot.HasViews)
            return edits;
        var placed = new List<PlannedEdit>(edits.Count);
        foreach (var edit in edits)
        {
            if (snapshot.ViewOf(edit.Path) is not { } view)
                placed.Add(edit);
            else if (view.Razor!.PlaceOf(edit.Edit.Span) is { } place)
                placed.Add(new PlannedEdit(place.Path, Moved(edit.Edit, place.Span), edit.Owner));
            else if (!edit.Follows)
                unplaced.Add((edit.Owner, Reasons.RazorUnmapped(Plan.FileName(view.Path), view.Razor.LineNear(edit.Edit.Span.Start))));
        }

        return placed;
    }

    private static Edit Moved(Edit edit, TextSpan to)
    {
        var offset = to.Start - edit.Span.Start;
        return new Edit(to, edit.Pieces.Select(piece => piece.Literal is null ? piece with { Original = new TextSpan(piece.Original.Start + offset, piece.Original.Length) } : piece).ToImmutableArray());
    }
}
