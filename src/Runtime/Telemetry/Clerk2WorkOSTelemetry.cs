using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Clerk2WorkOS.Telemetry;

/// <summary>What OpenTelemetry listens to: <c>AddSource(Clerk2WorkOSTelemetry.Name)</c> and <c>AddMeter(Clerk2WorkOSTelemetry.Name)</c>.</summary>
public static class Clerk2WorkOSTelemetry
{
    /// <summary>The name of the library's <see cref="ActivitySource"/> and of its <see cref="Meter"/>.</summary>
    public const string Name = "Clerk2WorkOS";

    /// <summary>Where all parts of the library start their activities.</summary>
    internal static readonly ActivitySource Activities = new(Name);
}
