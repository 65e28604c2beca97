using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Commands;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Reads solution files.</summary>
internal static class SolutionFile
{
    /// <summary>The full paths of the projects that a <c>.sln</c> or <c>.slnx</c> names, whether or not they are there.</summary>
    public static async Task<IReadOnlyList<string>> ProjectsAsync(string solution, CancellationToken cancellationToken)
    {
        try
        {
            var serializer = SolutionSerializers.GetSerializerByMoniker(solution)!;
            var model = await serializer.OpenAsync(solution, cancellationToken);
            return
            [
                .. model.SolutionProjects
                    .Where(project => Path.GetExtension(project.FilePath).EndsWith("proj", StringComparison.OrdinalIgnoreCase))
                    .Select(project => FullPath(solution, project.FilePath)),
            ];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new CannotRunException($"'{solution}' cannot be read as a solution: {Sentence.Of(failure)}", failure);
        }
    }

    /// <summary>The solution that a <c>.slnf</c> filters and the full paths of the projects that it chooses.</summary>
    public static (string Solution, IReadOnlyList<string> Projects) ReadFilter(string filter)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(filter), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var content = json.RootElement.GetProperty("solution");
            var solution = FullPath(filter, content.GetProperty("path").GetString()!);
            return (solution, [.. content.GetProperty("projects").EnumerateArray().Select(project => FullPath(solution, project.GetString()!))]);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CannotRunException($"'{filter}' cannot be read as a solution filter: {Sentence.Of(failure)}", failure);
        }
    }

    private static string FullPath(string file, string relative) =>
        Path.GetFullPath(relative.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(file)!);
}
