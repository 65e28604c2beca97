namespace Clerk2WorkOS.Cutover.Window;

/// <summary>Times counted in steps of a tenth, from a tenth of a millisecond to some minutes.</summary>
internal static class Latency
{
    public const int Steps = 160;

    private const double Step = 1.1;
    private const double Least = 0.1;

    public static int StepOf(TimeSpan time) => Math.Clamp((int)Math.Ceiling(Math.Log(Math.Max(time.TotalMilliseconds, Least) / Least, Step)), 0, Steps - 1);

    /// <summary>This share of all times was not longer; nothing where there are none.</summary>
    public static TimeSpan At(double share, IEnumerable<int[]> counts)
    {
        var sum = new long[Steps];
        foreach (var part in counts)
        {
            for (var step = 0; step < Steps; step++)
                sum[step] += part[step];
        }

        var left = (long)Math.Ceiling(share * sum.Sum());
        if (left == 0)
            return TimeSpan.Zero;
        for (var step = 0; step < Steps; step++)
        {
            left -= sum[step];
            if (left <= 0)
                return TimeSpan.FromMilliseconds(Least * Math.Pow(Step, step));
        }

        return TimeSpan.Zero;
    }
}
