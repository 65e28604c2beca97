namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Whether packages have to be restored, told from the files' times: asking MSBuild would cost more than loading does.</summary>
internal static class RestoreState
{
    private const string AssetsName = "project.assets.json";
    private const string CacheName = "project.nuget.cache";

    private static readonly string[] SharedInputs =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>The projects whose assets are missing.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> projects) => [.. projects.Where(project => AssetsOf(project) is null)];

    /// <summary>Whether assets are missing, or older than something that they were made from.</summary>
    public static bool IsNeeded(IEnumerable<string> projects)
    {
        var shared = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            if (!File.Exists(project))
                continue;
            if (AssetsOf(project) is not { } assets)
                return true;

            var folder = Path.GetDirectoryName(project)!;
            var newest = Later(File.GetLastWriteTimeUtc(project), Written(Path.Combine(folder, "packages.lock.json")));
            if (Later(newest, NewestAbove(folder, shared)) > assets)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Notes that a restore has just looked at the projects. One that finds nothing to do leaves every time as it was, and each run
    /// from then on would ask again; NuGet compares contents and does not mind the time of its cache file.
    /// </summary>
    public static void MarkRestored(IEnumerable<string> projects)
    {
        foreach (var project in projects)
        {
            if (IntermediateOf(project) is { } folder && Path.Combine(folder, CacheName) is var cache && File.Exists(cache))
                File.SetLastWriteTimeUtc(cache, DateTime.UtcNow);
        }
    }

    private static DateTime? AssetsOf(string project) =>
        IntermediateOf(project) is { } folder
            ? Later(Written(Path.Combine(folder, AssetsName)), Written(Path.Combine(folder, CacheName)))
            : null;

    /// <summary>The folder of a project's assets; null where there are none.</summary>
    public static string? IntermediateOf(string project)
    {
        var beside = Path.Combine(Path.GetDirectoryName(project)!, "obj");
        if (File.Exists(Path.Combine(beside, AssetsName)))
            return beside;

        // UseArtifactsOutput: artifacts/obj/<project> beside the Directory.Build.props that sets it.
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var redirected = Path.Combine(folder, "artifacts", "obj", Path.GetFileNameWithoutExtension(project));
            if (File.Exists(Path.Combine(redirected, AssetsName)))
                return redirected;
        }

        return null;
    }

    private static DateTime NewestAbove(string folder, Dictionary<string, DateTime> known)
    {
        if (known.TryGetValue(folder, out var newest))
            return newest;

        foreach (var name in SharedInputs)
            newest = Later(newest, Written(Path.Combine(folder, name)));
        if (Path.GetDirectoryName(folder) is { } parent)
            newest = Later(newest, NewestAbove(parent, known));
        return known[folder] = newest;
    }

    private static DateTime Written(string file) => File.Exists(file) ? File.GetLastWriteTimeUtc(file) : default;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
