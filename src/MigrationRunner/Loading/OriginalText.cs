using System.Collections.Concurrent;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Roslyn turns the letters of a windows-1252 file into U+FFFD, from which there is no way back. Such files are decoded here before
/// anyone reads them, so that every position of the engine is a position of the file.
/// </summary>
internal static class OriginalText
{
    public static Solution In(Solution solution, CancellationToken cancellationToken)
    {
        var paths = solution.Projects
            .SelectMany(project => project.Documents.Concat(project.AdditionalDocuments))
            .Select(document => document.FilePath)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var decoded = new ConcurrentBag<(string Path, SourceText Text)>();
        Parallel.ForEach(paths, new ParallelOptions { CancellationToken = cancellationToken }, path =>
        {
            if (Read(path) is { } bytes && TextFile.NeedsOwnDecoding(bytes) && TextFile.TryDecode(bytes) is { } file)
                decoded.Add((path, SourceText.From(file.Text, file.Encoding)));
        });
        foreach (var (path, text) in decoded.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            foreach (var id in solution.GetDocumentIdsWithFilePath(path))
            {
                solution = solution.GetDocument(id) is not null
                    ? solution.WithDocumentText(id, text)
                    : solution.GetAdditionalDocument(id) is not null ? solution.WithAdditionalDocumentText(id, text) : solution;
            }
        }

        return solution;
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;        // made by the build, and not yet there
        }
    }
}
