using System.Diagnostics;
using System.Globalization;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>A process of its own that moves data, to be killed.</summary>
internal static class DataProcess
{
    /// <param name="world">Both databases.</param>
    /// <param name="command"><c>run</c> or <c>sync</c>.</param>
    /// <param name="chunkRows">Rows of a chunk.</param>
    /// <param name="step">The step at which it dies; null for none.</param>
    /// <param name="time">The how manieth time.</param>
    public static Process Start(DataWorld world, string command, int chunkRows, string? step = null, int time = 0)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            Environment = { ["C2W_LEGACY"] = world.LegacyString, ["C2W_TARGET"] = world.TargetString },
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Clerk2WorkOS.DataRuns.dll"), command, chunkRows.ToString(CultureInfo.InvariantCulture), .. step is null ? Array.Empty<string>() : [step, time.ToString(CultureInfo.InvariantCulture)]])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
