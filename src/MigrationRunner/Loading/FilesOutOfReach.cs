using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Files below the solution's folder that are no part of what was loaded and may name a key of the settings: those of other projects, those that are too large,
/// and kinds that no rule looks at, such as pipelines, images and infrastructure.
/// </summary>
internal static class FilesOutOfReach
{
    private const long LargestFile = 64L << 20;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".json", ".yml", ".yaml", ".sh", ".ps1", ".cmd", ".bat", ".tf", ".tfvars", ".bicep", ".config", ".xml", ".csproj", ".props", ".targets", ".ini", ".toml", ".properties",
    };

    private static readonly string[] Names = ["Dockerfile", "Containerfile", "Makefile", "Procfile", "Jenkinsfile"];

    /// <param name="solution">What was loaded.</param>
    /// <param name="root">The solution's folder.</param>
    /// <param name="source">The folder that <paramref name="root"/> is a copy of, or itself.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static ImmutableArray<OtherFile> In(Solution solution, string root, string source, CancellationToken cancellationToken)
    {
        var loaded = solution.Projects.SelectMany(project => project.AdditionalDocuments).Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. FilesBeside.Below(root, cancellationToken).Where(file => CanNameKeys(file) && !loaded.Contains(file)).Order(StringComparer.Ordinal)
                .Select(file => Read(file, file)).OfType<OtherFile>(),
            .. Outside(source, cancellationToken).Where(file => !loaded.Contains(file) && !file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Select(file => Read(file, Path.GetFullPath(Path.GetRelativePath(source, file), root))).OfType<OtherFile>().Select(file => file with { IsOutside = true }),
        ];
    }

    /// <summary>The rest of the repository: a compose file or a pipeline often stands above the solution.</summary>
    private static IEnumerable<string> Outside(string source, CancellationToken cancellationToken)
    {
        var repository = source;
        while (repository is not null && !Path.Exists(Path.Combine(repository, ".git")))
            repository = Path.GetDirectoryName(repository);
        return repository is null || repository == source ? []
            : FilesBeside.Below(repository, cancellationToken).Where(file => CanNameKeys(file) && !file.StartsWith(source + Path.DirectorySeparatorChar, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static bool CanNameKeys(string file)
    {
        if (BesideFiles.KindOf(file) is { } kind)
            return kind is not (BesideKind.Sql or BesideKind.Razor);
        var name = Path.GetFileName(file);
        return Extensions.Contains(Path.GetExtension(name)) || Names.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What a file says, if it speaks of Clerk at all, or why nobody can tell.</summary>
    private static OtherFile? Read(string file, string shown)
    {
        try
        {
            if (new FileInfo(file).Length > LargestFile)
                return new OtherFile(shown, "") { Unread = $"it has more than {LargestFile >> 20} MiB" };
            var text = File.ReadAllText(file);
            return text.Contains("clerk", StringComparison.OrdinalIgnoreCase) ? new OtherFile(shown, text) : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;        // a link to nothing, or just deleted: there is no setting in it
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return new OtherFile(shown, "") { Unread = failure is UnauthorizedAccessException ? "reading it is not allowed" : "reading it fails" };
        }
    }
}
