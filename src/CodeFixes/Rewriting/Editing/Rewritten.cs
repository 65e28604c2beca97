using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The plan's edits applied: every physical file once, every document that shares it alike.</summary>
internal sealed class Rewritten
{
    private Rewritten(Solution solution, ImmutableDictionary<string, FileRewrite> files, ILookup<string, PlannedEdit> edits)
    {
        Solution = solution;
        Files = files;
        Edits = edits;
    }

    public Solution Solution { get; }

    public ImmutableDictionary<string, FileRewrite> Files { get; }

    /// <summary>By file.</summary>
    public ILookup<string, PlannedEdit> Edits { get; }

    public static Rewritten Apply(Snapshot snapshot, List<PlannedEdit> planned)
    {
        var distinct = planned
            .GroupBy(edit => (edit.Path, edit.Edit.Span, Text: string.Concat(edit.Edit.Pieces.Select(piece => piece.Literal ?? piece.Original.ToString()))))
            .Select(group => group.First())
            .ToLookup(edit => edit.Path, StringComparer.Ordinal);
        var files = ImmutableDictionary.CreateBuilder<string, FileRewrite>(StringComparer.Ordinal);
        var solution = snapshot.Solution;
        foreach (var document in snapshot.Documents)
        {
            if (document.Id is null || !distinct.Contains(document.Path))
                continue;
            if (!files.TryGetValue(document.Path, out var file))
            {
                if (FileRewrite.Apply(document.Path, document.Text, distinct[document.Path].Select(edit => edit.Edit)) is not { } rewrite)
                    continue;
                files[document.Path] = file = rewrite;
            }

            solution = solution.WithDocumentText(document.Id, file.After);
        }

        foreach (var path in distinct.Select(edits => edits.Key).Where(path => !files.ContainsKey(path)))
        {
            if (snapshot.TextBeside(path) is not { } text || FileRewrite.Apply(path, text, distinct[path].Select(edit => edit.Edit)) is not { } rewrite)
                continue;
            files[path] = rewrite;
            foreach (var id in solution.GetDocumentIdsWithFilePath(path).Where(id => solution.GetAdditionalDocument(id) is not null))
                solution = solution.WithAdditionalDocumentText(id, rewrite.After);
        }

        return new Rewritten(solution, files.ToImmutable(), distinct);
    }

    /// <summary>Where an old place of a file is now; -1 when it is gone.</summary>
    public int NewPosition(string path, int old) => Files.TryGetValue(path, out var file) ? file.NewPosition(old) : old;

    public int OldPosition(string path, int position) => Files.TryGetValue(path, out var file) ? file.OldPosition(position) : position;
}
