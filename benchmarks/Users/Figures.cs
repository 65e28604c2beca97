using System.Globalization;

namespace Clerk2WorkOS.Benchmarks.Users;

/// <summary>What a run came to.</summary>
internal sealed record Figures(int Users, TimeSpan Elapsed, TimeSpan Client, TimeSpan StandIn, TimeSpan PostgreSql, long Calls, long Refused, bool IsLimited)
{
    // Two of a user's three calls are writes under /user_management, of which WorkOS permits 500 in 10 seconds.
    private const double PermittedPerSecond = 25;

    public double Rate => Users / Elapsed.TotalSeconds;

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"""
            {Users} users in {Elapsed.TotalSeconds:F1} s: {Rate:F1} a second; CPU a user: client {Each(Client):F2} ms, stand-in {Each(StandIn):F2} ms, PostgreSQL {Each(PostgreSql):F2} ms; {Calls} calls, {Refused} answered 429
            """);
        return IsLimited ? string.Create(CultureInfo.InvariantCulture, $"{text}; {Rate / PermittedPerSecond:P1} of the permitted rate") : text;
    }

    private double Each(TimeSpan cpu) => cpu.TotalMilliseconds / Users;
}
