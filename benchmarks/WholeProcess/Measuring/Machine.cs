using System.Runtime.InteropServices;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>Where figures come from, and what is found there.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(string loadBefore, string loadAfter, CancellationToken cancellationToken)
    {
        var (_, sdk) = await MeasuredProcess.RunAsync(Environment.CurrentDirectory, ["dotnet", "--version"], cancellationToken);
        return $"{Environment.ProcessorCount} cores ({await ModelAsync(cancellationToken)}, {RuntimeInformation.OSArchitecture}), {RuntimeInformation.OSDescription.Split(' ')[0]}, "
            + $".NET SDK {sdk.Trim()}; load average {loadBefore} before and {loadAfter} after";
    }

    /// <summary>The load average of the last minute.</summary>
    public static async Task<string> LoadAsync(CancellationToken cancellationToken) =>
        File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0] : "?";

    public static string RepositoryRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "MigrationAnalyzers.sln")))
                return folder;
        }

        throw new BrokenRunException("The repository was not found above this program.");
    }

    /// <summary>The folder of the newest SDK beside the runtime that this program runs on.</summary>
    public static string SdkFolder()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory.EnumerateDirectories(Path.Combine(root, "sdk")).Where(folder => Directory.Exists(Path.Combine(folder, "Roslyn", "bincore")))
            .MaxBy(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version())
            ?? throw new BrokenRunException($"No SDK was found in '{root}'.");
    }

    private static async Task<string> ModelAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists("/proc/cpuinfo"))
            return "unknown";
        var line = (await File.ReadAllLinesAsync("/proc/cpuinfo", cancellationToken)).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown";
    }
}
