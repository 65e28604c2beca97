using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A part of what replaces a span: new text, or a piece of the old text with the edits that lie within it.</summary>
internal readonly record struct Piece(string? Literal, TextSpan Original, bool IsCopy = false)
{
    public static Piece Of(string literal) => new(literal, default);

    public static Piece Of(TextSpan original) => new(null, original);

    /// <summary>A second copy of a piece that stands elsewhere too: the edits within it count, and the place of its text is the other one.</summary>
    public static Piece CopyOf(TextSpan original) => new(null, original, IsCopy: true);
}

/// <summary>One replacement. Edits may nest: an outer one says with its pieces which inner ones survive.</summary>
internal sealed record Edit(TextSpan Span, ImmutableArray<Piece> Pieces)
{
    public Edit(TextSpan span, string text)
        : this(span, text.Length == 0 ? ImmutableArray<Piece>.Empty : ImmutableArray.Create(Piece.Of(text)))
    {
    }
}

/// <summary>The edits of one physical file, and where each place of the old text ends up.</summary>
internal sealed class FileRewrite
{
    private readonly List<(int Old, int New, int Length)> _moved = new();

    private FileRewrite(string path, SourceText before, SourceText after, ImmutableArray<TextChange> changes)
    {
        Path = path;
        Before = before;
        After = after;
        Changes = changes;
    }

    public string Path { get; }

    public SourceText Before { get; }

    public SourceText After { get; }

    public ImmutableArray<TextChange> Changes { get; }

    /// <summary>Applies the edits; of two that overlap without nesting the first counts. <c>null</c> when nothing changes.</summary>
    public static FileRewrite? Apply(string path, SourceText before, IEnumerable<Edit> edits)
    {
        // What is inserted at a place comes before what replaces the text that begins there.
        var ordered = ImportEdits.Together(edits).OrderBy(edit => edit.Span.Start)
            .ThenBy(edit => edit.Span.Length == 0 ? 0 : 1).ThenByDescending(edit => edit.Span.Length).ToList();
        var roots = Nest(ordered);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var segments = new List<(int Old, int New, int Length)>();
        var offset = 0;
        var last = 0;
        foreach (var node in roots)
        {
            var text = new StringBuilder();
            var start = node.Edit.Span.Start + offset;
            Copy(last, node.Edit.Span.Start, last + offset, segments);
            Render(node, before, text, start, segments);
            var change = new TextChange(node.Edit.Span, text.ToString());
            last = node.Edit.Span.End;
            offset += change.NewText!.Length - change.Span.Length;
            if (before.ToString(change.Span) != change.NewText)
                changes.Add(change);
        }

        Copy(last, before.Length, last + offset, segments);
        if (changes.Count == 0)
            return null;
        var minimal = changes.ToImmutable();
        var rewrite = new FileRewrite(path, before, before.WithChanges(minimal), minimal);
        rewrite._moved.AddRange(segments.OrderBy(segment => segment.Old));
        return rewrite;
    }

    /// <summary>Where an old place is now; -1 when it is gone.</summary>
    public int NewPosition(int old)
    {
        var low = 0;
        var high = _moved.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (start, moved, length) = _moved[middle];
            if (old < start)
                high = middle - 1;
            else if (old >= start + length)
                low = middle + 1;
            else
                return moved + (old - start);
        }

        return -1;
    }

    /// <summary>The old place of a new one; -1 when it is new text.</summary>
    public int OldPosition(int position)
    {
        foreach (var (start, moved, length) in _moved)
        {
            if (position >= moved && position < moved + length)
                return start + (position - moved);
        }

        return -1;
    }

    private sealed class Node(Edit edit)
    {
        public Edit Edit { get; } = edit;

        public List<Node> Inner { get; } = new();
    }

    private static List<Node> Nest(List<Edit> ordered)
    {
        var roots = new List<Node>();
        var open = new Stack<Node>();
        foreach (var edit in ordered)
        {
            while (open.Count > 0 && edit.Span.Start >= open.Peek().Edit.Span.End)
                open.Pop();
            if (open.Count > 0 && (edit.Span.End > open.Peek().Edit.Span.End || edit.Span == open.Peek().Edit.Span))
                continue;
            var node = new Node(edit);
            (open.Count == 0 ? roots : open.Peek().Inner).Add(node);
            if (edit.Span.Length > 0)
                open.Push(node);
        }

        return roots;
    }

    private static void Copy(int from, int to, int target, List<(int Old, int New, int Length)> segments)
    {
        if (to > from)
            segments.Add((from, target, to - from));
    }

    private static void Render(Node node, SourceText before, StringBuilder text, int start, List<(int Old, int New, int Length)> segments)
    {
        foreach (var piece in node.Edit.Pieces)
        {
            if (piece.Literal is { } literal)
            {
                // A plain replacement still stands for its first character: that is how a renamed token is found again.
                if (node.Edit.Pieces.Length == 1 && node.Edit.Span.Length > 0)
                    segments.Add((node.Edit.Span.Start, start + text.Length, 1));
                text.Append(literal);
                continue;
            }

            var at = piece.Original.Start;
            var places = piece.IsCopy ? new List<(int Old, int New, int Length)>() : segments;
            foreach (var inner in node.Inner)
            {
                if (!piece.Original.Contains(inner.Edit.Span))
                    continue;
                Copy(at, inner.Edit.Span.Start, start + text.Length, places);
                text.Append(before.ToString(TextSpan.FromBounds(at, inner.Edit.Span.Start)));
                Render(inner, before, text, start, places);
                at = inner.Edit.Span.End;
            }

            Copy(at, piece.Original.End, start + text.Length, places);
            text.Append(before.ToString(TextSpan.FromBounds(at, piece.Original.End)));
        }
    }
}
