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

    public static ImmutableArray<OtherFile> In(Solution solution, string root, CancellationToken cancellationToken)
    {
        var loaded = solution.Projects.SelectMany(project => project.AdditionalDocuments).Select(document => document.FilePath).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. FilesBeside.Below(root, cancellationToken).Where(file => CanNameKeys(file) && !loaded.Contains(file)).Order(StringComparer.Ordinal)
                .Select(file => Text(file) is { } text ? new OtherFile(file, text) : null).OfType<OtherFile>(),
        ];
    }

    private static bool CanNameKeys(string file)
    {
        if (BesideFiles.KindOf(file) is { } kind)
            return kind is not (BesideKind.Sql or BesideKind.Razor);
        var name = Path.GetFileName(file);
        return Extensions.Contains(Path.GetExtension(name)) || Names.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Text(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LargestFile && File.ReadAllText(file) is var text && text.Contains("clerk", StringComparison.OrdinalIgnoreCase) ? text : null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return null;        // what cannot be read is nobody's setting
        }
    }
}
