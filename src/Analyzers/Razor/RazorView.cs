using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>
/// A generated tree as a view of the Razor file that it is made of. A place counts only where both hold the same text, letter by letter: what the
/// generator added of its own is nowhere in the Razor file.
/// </summary>
internal sealed class RazorView
{
    private readonly SyntaxTree _tree;
    private readonly SourceText _generated;
    private readonly Func<string, SourceText?> _textOf;
    private readonly Lazy<List<LineMapping>> _mappings;

    public RazorView(SyntaxTree tree, string path, SourceText text, Func<string, SourceText?> textOf)
    {
        _tree = tree;
        _generated = tree.GetText();
        _textOf = textOf;
        _mappings = new(() => tree.GetLineMappings(CancellationToken.None).ToList());
        Path = path;
        Text = text;
    }

    /// <summary>The Razor file.</summary>
    public string Path { get; }

    /// <summary>Its text.</summary>
    public SourceText Text { get; }

    /// <summary>
    /// Where a piece of the generated code stands in a Razor file: this one, or the <c>_Imports.razor</c> or <c>_ViewImports.cshtml</c> that it takes an
    /// import from. <c>null</c> where no Razor file has that text.
    /// </summary>
    public RazorPlace? PlaceOf(TextSpan span)
    {
        if (span.IsEmpty)
            return PlaceBetween(span.Start);
        if (_tree.GetLineVisibility(span.Start) == LineVisibility.Hidden)
            return null;
        var mapped = _tree.GetMappedLineSpan(span);
        if (!mapped.HasMappedPath || TextOf(mapped.Path) is not { } text || PositionOf(text, mapped.StartLinePosition) is not { } start)
            return null;
        var place = new TextSpan(start, span.Length);
        return place.End <= text.Length && Same(_generated, span.Start, text, start, span.Length) ? new RazorPlace(mapped.Path, place) : null;
    }

    /// <summary>Where the generated code repeats a piece of a Razor file, in order; more than once, as for an attribute that is read and written.</summary>
    public List<int> GeneratedFrom(string path, TextSpan span)
    {
        var found = new List<int>();
        if (TextOf(path) is not { } text || span.End > text.Length)
            return found;
        var at = text.Lines.GetLinePosition(span.Start);
        foreach (var mapping in _mappings.Value)
        {
            var from = mapping.MappedSpan;
            if (from.Path != path || at < from.StartLinePosition || at > from.EndLinePosition)
                continue;
            var line = mapping.Span.Start.Line + (at.Line - from.StartLinePosition.Line);
            var column = at.Character;
            if (at.Line == from.StartLinePosition.Line)
                column += (mapping.CharacterOffset ?? 0) - from.StartLinePosition.Character;
            if (PositionOf(_generated, new LinePosition(line, column)) is { } position && position + span.Length <= _generated.Length
                && Same(text, span.Start, _generated, position, span.Length))
                found.Add(position);
        }

        return found;
    }

    /// <summary>The line, from 1, that the generated code at a position comes from: its own, else that of what stands before it; 1 where nothing does.</summary>
    public int LineNear(int position)
    {
        if (position < _generated.Length && PlaceOf(new TextSpan(position, 1)) is { } place && place.Path == Path)
            return Text.Lines.IndexOf(place.Span.Start) + 1;
        var line = _generated.Lines.GetLinePosition(position);
        var near = 1;
        foreach (var mapping in _mappings.Value)
        {
            if (mapping.MappedSpan.Path != Path)
                continue;
            if (mapping.Span.Start > line)
                break;
            near = mapping.MappedSpan.StartLinePosition.Line + 1;
        }

        return near;
    }

    /// <summary>A place between two characters: before the one that follows, or after the one before.</summary>
    private RazorPlace? PlaceBetween(int position)
    {
        if (position < _generated.Length && PlaceOf(new TextSpan(position, 1)) is { } next)
            return next with { Span = new TextSpan(next.Span.Start, 0) };
        return position > 0 && PlaceOf(new TextSpan(position - 1, 1)) is { } last ? last with { Span = new TextSpan(last.Span.End, 0) } : null;
    }

    private SourceText? TextOf(string path) => path == Path ? Text : _textOf(path);

    private static int? PositionOf(SourceText text, LinePosition place)
    {
        if (place.Line >= text.Lines.Count)
            return null;
        var position = text.Lines[place.Line].Start + place.Character;
        return position <= text.Lines[place.Line].EndIncludingLineBreak ? position : null;
    }

    private static bool Same(SourceText a, int atA, SourceText b, int atB, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (a[atA + i] != b[atB + i])
                return false;
        }

        return true;
    }
}
