using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>Where the places of a changed file are after its edits.</summary>
internal sealed class PlacesAfter(PlannedFile file)
{
    private readonly TextLineCollection _before = SourceText.From(file.Before.Text).Lines;
    private readonly TextLineCollection _after = SourceText.From(file.After).Lines;

    /// <param name="place">Line and column, from 1.</param>
    public (int Line, int Column) Of((int Line, int Column) place)
    {
        var position = _before[place.Line - 1].Start + place.Column - 1;
        var growth = 0;
        foreach (var change in file.Changes)
        {
            if (change.Span.End > position)
            {
                position = Math.Min(position, change.Span.Start + change.NewText!.Length);      // within what was replaced, or before it
                break;
            }

            growth += change.NewText!.Length - change.Span.Length;
        }

        var after = _after.GetLinePosition(position + growth);
        return (after.Line + 1, after.Character + 1);
    }
}
