using System.Globalization;

namespace Clerk2WorkOS.Benchmarks.Guests;

/// <summary>What a run came to.</summary>
internal sealed record Figures(int Guests, TimeSpan Elapsed, TimeSpan Cpu, double Median, double P99, long Calls, long Refused, bool IsLimited)
{
    // Two of a guest's three calls are writes under /user_management, of which WorkOS permits 500 in 10 seconds.
    private const double PermittedPerSecond = 25;

    public override string ToString()
    {
        var rate = Guests / Elapsed.TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Guests} guests in {Elapsed.TotalSeconds:F1} s: {rate:F1} a second; median {Median:F0} ms, 99th percentile {P99:F0} ms; CPU {Cpu.TotalSeconds:F1} s (client and stand-in); {Calls} calls, {Refused} answered 429");
        return IsLimited ? string.Create(CultureInfo.InvariantCulture, $"{text}; {rate / PermittedPerSecond:P1} of the permitted rate") : text;
    }
}
