namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>What the environment of the process says that leads a build astray.</summary>
internal static class EnvironmentChecks
{
    /// <summary>They point into one SDK, and are passed on to every other.</summary>
    private static readonly string[] Misleading = ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildExtensionsPath32", "MSBuildExtensionsPath64", "MSBuildToolsPath"];

    /// <param name="variable">The environment.</param>
    public static Diagnosis MSBuild(Func<string, string?> variable)
    {
        var set = Misleading.Where(name => !string.IsNullOrEmpty(variable(name))).ToList();
        var (are, lead, them) = set.Count == 1 ? ("is", "leads", "it") : ("are", "lead", "them");
        return set.Count == 0
            ? Diagnosis.Ok("environment", "No variable leads MSBuild to another SDK.")
            : Diagnosis.Warning("environment", $"{string.Join(", ", set)} {are} set and {lead} MSBuild to one SDK, whatever global.json says.", $"Remove {them}: 'unset {string.Join(' ', set)}'.");
    }

    /// <summary>The <c>dotnet</c> that runs this tool against the one that a terminal finds.</summary>
    /// <param name="running">Its path.</param>
    /// <param name="searchPath">The folders in which programs are looked for.</param>
    public static Diagnosis Dotnet(string running, string? searchPath)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var found = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
            return Diagnosis.Problem("dotnet", "There is no 'dotnet' on the search path, which the loading of projects starts.", $"Add its folder to PATH{(Path.IsPathFullyQualified(running) ? $": {Path.GetDirectoryName(running)}" : "")}.");
        if (!Path.IsPathFullyQualified(running) || Target(running) == Target(found))
            return Diagnosis.Ok("dotnet", $"'{found}' runs this tool and is first on the search path.");
        return Diagnosis.Warning("dotnet", $"'{running}' runs this tool, and '{found}' is first on the search path: they may have different SDKs.", $"Put '{Path.GetDirectoryName(running)}' first in PATH, or remove DOTNET_ROOT and DOTNET_HOST_PATH.");
    }

    /// <summary>What a path comes to, through links to files and to folders.</summary>
    private static string Target(string path)
    {
        var resolved = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        return Path.GetDirectoryName(resolved) is { } folder ? Path.Combine(Target(folder), Path.GetFileName(resolved)) : resolved;
    }
}
