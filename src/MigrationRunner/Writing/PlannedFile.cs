using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>A file that is to change: its bytes before and after.</summary>
/// <param name="Path">The file itself, behind any symbolic link.</param>
/// <param name="ShownPath">Relative to the solution's folder, with forward slashes.</param>
/// <param name="Before">The file as it is.</param>
/// <param name="Changes">What changes in <see cref="TextFile.Text"/> of <paramref name="Before"/>.</param>
/// <param name="After">The text that it becomes.</param>
internal sealed record PlannedFile(string Path, string ShownPath, TextFile Before, ImmutableArray<TextChange> Changes, string After)
{
    /// <summary>Reads the files that the edits are about and makes sure that the edits fit them.</summary>
    /// <param name="edits">The engine's plan.</param>
    /// <param name="root">The solution's folder.</param>
    /// <param name="ownCopy">Whether the files are the run's own copies, whose read-only attribute protects nothing.</param>
    /// <exception cref="CannotRunException">One has changed, is read-only, or cannot be written back.</exception>
    public static ImmutableArray<PlannedFile> Plan(IEnumerable<FileEdit> edits, string root, bool ownCopy)
    {
        var planned = new Dictionary<string, PlannedFile>(StringComparer.Ordinal);
        var realRoot = Writing.RealPath.Of(root);
        foreach (var edit in edits.Where(edit => !edit.Changes.IsEmpty))
        {
            var file = Of(edit, Relative(root, edit.Path), ownCopy);
            file = file with { RealPath = Relative(realRoot, Writing.RealPath.Of(file.Path)) };
            if (!planned.TryAdd(file.Path, file) && planned[file.Path].After != file.After)
                throw new CannotRunException($"'{file.ShownPath}' and '{planned[file.Path].ShownPath}' are one file, and the two would change differently; nothing was written.");
        }

        return [.. planned.Values.OrderBy(file => file.ShownPath, StringComparer.Ordinal)];
    }

    /// <summary>Whether a file, or what it is a link to, may not be written.</summary>
    public static bool IsReadOnly(string path) =>
        new FileInfo(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path) is { Exists: true, IsReadOnly: true };

    /// <summary>Like <see cref="ShownPath"/>, with no symbolic link on the way: git patches no other.</summary>
    public string RealPath { get; init; } = ShownPath;

    /// <summary>Where the file goes; <c>null</c> for one that stays.</summary>
    public PlannedMove? Move { get; init; }

    /// <summary>Whether there is no such file yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>The bytes that the file is to have.</summary>
    public byte[] NewBytes => Before.Encode(After);

    /// <summary>The bytes that it has, if nobody else wrote it.</summary>
    public byte[] OldBytes => Before.Encode(Before.Text);

    /// <summary>A file that is made.</summary>
    public static PlannedFile New(string path, string root, string text) =>
        new(path, Relative(root, path), new TextFile([], new UTF8Encoding(false, throwOnInvalidBytes: true), ""), [new TextChange(default, text)], text)
        {
            IsNew = true,
            RealPath = Relative(Writing.RealPath.Of(root), Writing.RealPath.Of(path)),
        };

    /// <summary>The same file at another place.</summary>
    public PlannedFile MovedTo(string path, string root) => this with
    {
        Move = new PlannedMove(path, Relative(root, path), Relative(Writing.RealPath.Of(root), Writing.RealPath.Of(path))),
    };

    /// <summary>A file that changes in nothing but, perhaps, its place.</summary>
    /// <exception cref="CannotRunException">It is read-only, or cannot be written back.</exception>
    public static PlannedFile Unchanged(string path, string root, bool ownCopy)
    {
        var shown = Relative(root, path);
        if (!ownCopy && IsReadOnly(path))
            throw new CannotRunException($"'{shown}' is read-only and would have to move; nothing was written.");
        var text = TextFile.TryDecode(Read(path, shown))
            ?? throw new CannotRunException($"'{shown}' is not valid in its own encoding and could not be written back byte for byte; nothing was written.");
        return new PlannedFile(path, shown, text, [], text.Text) { RealPath = Relative(Writing.RealPath.Of(root), Writing.RealPath.Of(path)) };
    }

    private static string Relative(string root, string path) => System.IO.Path.GetRelativePath(root, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static PlannedFile Of(FileEdit edit, string shown, bool ownCopy)
    {
        var path = new FileInfo(edit.Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? edit.Path;
        if (!ownCopy && IsReadOnly(path))
            throw new CannotRunException($"'{shown}' is read-only and would have to change; nothing was written.");

        var before = TextFile.TryDecode(Read(path, shown))
            ?? throw new CannotRunException($"'{shown}' is not valid in its own encoding and could not be written back byte for byte; nothing was written.");
        if (!edit.Before.ContentEquals(SourceText.From(before.Text)))
            throw Changed(shown);

        var after = Apply(before.Text, edit.Changes);
        try
        {
            before.Encode(after);
        }
        catch (EncoderFallbackException failure)
        {
            throw new CannotRunException($"'{shown}' is in {before.Encoding.WebName}, which cannot hold the new text; nothing was written.", failure);
        }

        return new PlannedFile(path, shown, before, edit.Changes, after);
    }

    /// <summary>What a run says of a file that someone else wrote meanwhile.</summary>
    public static CannotRunException Changed(string shown) =>
        new($"'{shown}' changed while the run was under way; nothing was written, run again.");

    private static byte[] Read(string path, string shown)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{shown}' cannot be read any more; nothing was written, run again.", failure);
        }
    }

    private static string Apply(string text, ImmutableArray<TextChange> changes)
    {
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var change in changes)
        {
            result.Append(text, at, change.Span.Start - at).Append(change.NewText);
            at = change.Span.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}

/// <summary>Where a file goes.</summary>
/// <param name="Path">The full path.</param>
/// <param name="ShownPath">Relative to the solution's folder, with forward slashes.</param>
/// <param name="RealPath">The same, with no symbolic link on the way.</param>
internal sealed record PlannedMove(string Path, string ShownPath, string RealPath);
