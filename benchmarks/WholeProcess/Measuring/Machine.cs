using System.Runtime.InteropServices;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>Where figures come from.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(string loadBefore, string loadAfter, CancellationToken cancellationToken)
    {
        var (_, sdk) = await MeasuredProcess.RunAsync(Environment.CurrentDirectory, ["dotnet", "--version"], cancellationToken);
        return $"{Environment.ProcessorCount} cores ({await ModelAsync(cancellationToken)}, {RuntimeInformation.OSArchitecture}), {RuntimeInformation.OSDescription.Split(' ')[0]}, "
            + $".NET SDK {sdk.Trim()}; load average {loadBefore} before and {loadAfter} after";
    }

    private static async Task<string> ModelAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists("/proc/cpuinfo"))
            return "unknown";
        var line = (await File.ReadAllLinesAsync("/proc/cpuinfo", cancellationToken)).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown";
    }
}
