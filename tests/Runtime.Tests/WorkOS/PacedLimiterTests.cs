using System.Threading.RateLimiting;
using Clerk2WorkOS.WorkOS;
using Clerk2WorkOS.WorkOS.Pacing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>The pace, on a clock that the test turns.</summary>
public sealed class PacedLimiterTests
{
    private static readonly WorkOSCall Write = Call(CallKind.UserManagementWrite);
    private static readonly WorkOSCall Read = Call(CallKind.UserManagementRead);
    private static readonly WorkOSCall Other = Call(CallKind.Other);

    /// <summary>
    /// Callers, slow and fast, that always want to call. WorkOS counts a call at some moment between its start and its end: at the worst
    /// one, that is. The latest start and the earliest end make a window of WorkOS's narrow, so both are looked at for every call.
    /// </summary>
    [Fact]
    public void No_window_of_WorkOS_ever_sees_more_than_the_limit()
    {
        var cases =
            from limit in Gen.Int[1, 120]
            from window in Gen.Int[200, 3_000]
            from callers in Gen.Int[1, 60]
            from latencies in Gen.Int[0, 700].Array[1, 40]
            from arrivals in Gen.Double[0, 1].Array[1, 40]
            select (limit, window, callers, latencies, arrivals);
        cases.Sample(
            test =>
            {
                var clock = new FakeTimeProvider();
                var limits = WorkOSLimits.None();
                limits.UserManagementWrites = new WorkOSLimit(test.limit, TimeSpan.FromMilliseconds(test.window));
                using var limiter = new PacedLimiter(new WorkOSOptions { Limits = limits }, clock);
                var counted = new List<double>();
                var running = new List<(double End, RateLimitLease Lease)>();
                var waiting = new List<Task<RateLimitLease>>();
                var call = 0;
                for (var now = 0; now < 10 * test.window && counted.Count < 4 * test.limit; now++)
                {
                    foreach (var (_, lease) in running.Where(running => running.End <= now))
                        lease.Dispose();
                    running.RemoveAll(running => running.End <= now);
                    while (waiting.Count + running.Count < test.callers)
                        waiting.Add(limiter.AcquireAsync(Write).AsTask());
                    foreach (var granted in Granted(limiter, waiting))
                    {
                        waiting.Remove(granted);
                        var latency = test.latencies[call % test.latencies.Length];
                        counted.Add(now + latency * test.arrivals[call % test.arrivals.Length]);
                        running.Add((now + latency, Lease(granted)));
                        call++;
                    }

                    clock.Advance(TimeSpan.FromMilliseconds(1));
                }

                counted.Sort();
                for (var i = test.limit; i < counted.Count; i++)
                    Assert.True(counted[i] - counted[i - test.limit] >= test.window, $"{test.limit + 1} calls in {counted[i] - counted[i - test.limit]} ms");
                Assert.NotEmpty(counted);
            },
            iter: Soak.IsOn ? 1_500 : 60, threads: 1);
    }

    [Theory]
    [InlineData(500, 10, 2)]
    [InlineData(6_000, 60, 2)]
    [InlineData(50, 60, 1)]
    public void It_uses_95_in_100_of_what_is_allowed_and_no_more(int calls, int seconds, int rounds)
    {
        var clock = new FakeTimeProvider();
        var limits = WorkOSLimits.None();
        limits.UserManagementWrites = new WorkOSLimit(calls, TimeSpan.FromSeconds(seconds));
        using var limiter = new PacedLimiter(new WorkOSOptions { Limits = limits }, clock);
        var began = 0;
        var waiting = new List<Task<RateLimitLease>>();
        var running = new List<RateLimitLease>();
        for (var millisecond = 0; millisecond < rounds * seconds * 1_000; millisecond++)
        {
            running.ForEach(lease => lease.Dispose());          // a call takes a millisecond
            running.Clear();
            while (waiting.Count < 8)
                waiting.Add(limiter.AcquireAsync(Write).AsTask());
            foreach (var granted in Granted(limiter, waiting))
            {
                waiting.Remove(granted);
                running.Add(Lease(granted));
                began++;
            }

            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(began, rounds * calls * 95 / 100, rounds * calls);
    }

    [Fact]
    public void After_a_small_burst_calls_are_even()
    {
        var clock = new FakeTimeProvider();
        using var limiter = new PacedLimiter(new WorkOSOptions(), clock);
        var starts = new List<int>();
        var waiting = Enumerable.Range(0, 400).Select(_ => limiter.AcquireAsync(Write).AsTask()).ToList();
        for (var now = 0; waiting.Count > 0; now++)
        {
            foreach (var granted in Granted(limiter, waiting))
            {
                waiting.Remove(granted);
                starts.Add(now);
                Lease(granted).Dispose();
            }

            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(24, starts.Count(start => start == 0));
        for (var second = 1; second < 7; second++)
            Assert.InRange(starts.Count(start => start / 1_000 == second), 48, 51);
    }

    [Fact]
    public async Task Instances_share_what_is_allowed()
    {
        var clock = new FakeTimeProvider();
        var limits = WorkOSLimits.None();
        limits.OrganizationDeletes = new WorkOSLimit(50, TimeSpan.FromSeconds(60));
        using var limiter = new PacedLimiter(new WorkOSOptions { Limits = limits, InstanceCount = 4 }, clock);
        var call = Call(CallKind.OrganizationDelete);

        for (var i = 0; i < 12; i++)
            (await limiter.AcquireAsync(call)).Dispose();

        Assert.False(limiter.AttemptAcquire(call).IsAcquired);
        Assert.Equal(0, limiter.GetStatistics(call)!.CurrentAvailablePermits);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(limiter.AttemptAcquire(call).IsAcquired);
    }

    [Fact]
    public async Task A_fourth_code_for_an_address_waits_and_others_do_not()
    {
        var clock = new FakeTimeProvider();
        using var limiter = new PacedLimiter(new WorkOSOptions(), clock);
        for (var i = 0; i < 3; i++)
            (await limiter.AcquireAsync(Code(i == 1 ? "ANNA@example.com" : "anna@example.com"))).Dispose();

        var fourth = limiter.AcquireAsync(Code("anna@example.com")).AsTask();

        Assert.False(fourth.IsCompleted);
        Assert.True((await limiter.AcquireAsync(Code("bert@example.com"))).IsAcquired);
        Assert.True((await limiter.AcquireAsync(Write)).IsAcquired);
        Assert.True((await limiter.AcquireAsync(Read)).IsAcquired);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(fourth.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await fourth).IsAcquired);
    }

    [Fact]
    public async Task A_thousand_addresses_do_not_stay_in_memory()
    {
        var clock = new FakeTimeProvider();
        using var limiter = new PacedLimiter(new WorkOSOptions(), clock);
        var addresses = new List<WeakReference>();
        for (var i = 0; i < 1_000; i++)
        {
            var waiting = limiter.AcquireAsync(Remember(i)).AsTask();
            while (!waiting.IsCompleted)
                clock.Advance(TimeSpan.FromSeconds(1));
            (await waiting).Dispose();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        GC.Collect();
        Assert.InRange(addresses.Count(address => address.IsAlive), 0, 300);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        WorkOSCall Remember(int i)
        {
            var address = $"guest{i}@example.com";
            addresses.Add(new WeakReference(address));
            return Code(address);
        }
    }

    [Fact]
    public async Task Those_that_wait_go_in_order_and_one_that_gives_up_costs_nothing()
    {
        var clock = new FakeTimeProvider();
        var limits = WorkOSLimits.None();
        limits.Overall = new WorkOSLimit(1, TimeSpan.FromSeconds(1));
        using var limiter = new PacedLimiter(new WorkOSOptions { Limits = limits }, clock);
        (await limiter.AcquireAsync(Other)).Dispose();
        using var impatient = new CancellationTokenSource();
        var first = limiter.AcquireAsync(Read).AsTask();
        var second = limiter.AcquireAsync(Other, 1, impatient.Token).AsTask();
        var third = limiter.AcquireAsync(Write).AsTask();
        var fourth = limiter.AcquireAsync(Read).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await first).Dispose();
        Assert.False(third.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await third).Dispose();
        Assert.False(fourth.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await fourth).Dispose();
    }

    [Fact]
    public async Task When_WorkOS_says_stop_all_calls_of_the_kind_stop()
    {
        var clock = new FakeTimeProvider();
        using var limiter = new PacedLimiter(new WorkOSOptions(), clock);

        limiter.Pause(Write, TimeSpan.FromSeconds(7));

        var waiting = limiter.AcquireAsync(Write).AsTask();
        Assert.True((await limiter.AcquireAsync(Read)).IsAcquired);
        clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True((await waiting).IsAcquired);
    }

    [Fact]
    public async Task Those_that_wait_when_all_ends_are_told()
    {
        var limiter = new PacedLimiter(new WorkOSOptions(), new FakeTimeProvider());
        limiter.Pause(Write, TimeSpan.FromSeconds(7));
        var waiting = limiter.AcquireAsync(Write).AsTask();

        limiter.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    /// <summary>Those that have their turn at this moment of the clock. They are told on other threads: a moment is over when all have heard.</summary>
    private static List<Task<RateLimitLease>> Granted(PacedLimiter limiter, List<Task<RateLimitLease>> waiting)
    {
        SpinWait.SpinUntil(() => waiting.Count(wait => !wait.IsCompleted) == limiter.GetStatistics(Write)!.CurrentQueuedCount);
        return [.. waiting.Where(wait => wait.IsCompleted)];
    }

    private static RateLimitLease Lease(Task<RateLimitLease> granted) => granted.GetAwaiter().GetResult();

    private static WorkOSCall Call(CallKind kind) => new("call", kind) { Budget = new CallBudget(TimeProvider.System, TimeSpan.FromMinutes(1)) };

    private static WorkOSCall Code(string address) => Call(CallKind.MagicAuth) with { Address = address };
}
