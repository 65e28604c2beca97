using System.Diagnostics;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Registering;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Every call that a registration makes, from every state in which an earlier one can have left it, with every fault that a wire has.</summary>
[Collection(PostgreSql.Guests)]
public sealed class FaultMatrixTests(PostgreSql server, ITestOutputHelper output)
{
    private static readonly string[] Calls =
    [
        "POST /user_management/users", "GET /user_management/users", "GET /user_management/users/{id}", "POST /organizations", "GET /organizations/external_id/{external_id}",
        "GET /user_management/organization_memberships", "POST /user_management/organization_memberships",
    ];

    private static readonly (string Name, Fault Fault)[] Faults =
    [
        .. Enum.GetValues<FaultMoment>().SelectMany(moment => new (string, Fault)[]
        {
            ($"500 {moment}", new Fault { Moment = moment }),
            ($"503 {moment}", new Fault { Moment = moment, Status = 503 }),
            ($"drop {moment}", new Fault { Moment = moment, Effect = FaultEffect.Drop }),
            ($"hang {moment}", new Fault { Moment = moment, Effect = FaultEffect.Hang }),
        }),
        ("429", new Fault { Status = 429 }),
        ("cut in the middle", new Fault { Effect = FaultEffect.Truncate }),
        ("no JSON", new Fault { Effect = FaultEffect.Garbage }),
        ("late", new Fault { Effect = FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(1200) }),
    ];

    [Theory]
    [InlineData(1)]     // the fault ends the call, and the next one heals
    [InlineData(4)]     // the call itself heals
    public async Task The_next_call_heals_and_nothing_is_there_twice(int attempts)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = await Task.WhenAll(Enum.GetValues<GuestStep>().Select(step => (GuestStep?)step).Prepend(null).Select(start => TryAllAsync(start, attempts)));

        var (hits, failures, broken) = (rows.Sum(row => row.Hits), rows.SelectMany(row => row.Failures).ToList(), rows.SelectMany(row => row.Broken).ToList());
        output.WriteLine($"{hits} faults injected with {attempts} attempt(s) a call, {failures.Count} ended the booking, {broken.Count} left something missing or twice; {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s.");
        Assert.Empty(broken);
        Assert.True(hits > 150, $"Only {hits} faults were hit.");
        if (attempts == 1)
            Assert.NotEmpty(failures);
        else
            Assert.All(failures, failure => Assert.Contains(" no JSON: ", failure, StringComparison.Ordinal));      // a refusal that nobody can read: it is not known to be "there already"
    }

    /// <summary>All calls and faults from one state, at a WorkOS and a database of their own: most of the time goes by in waiting.</summary>
    private async Task<(int Hits, List<string> Failures, List<string> Broken)> TryAllAsync(GuestStep? start, int attempts)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var cell = new Cell(world, attempts);
        var (cells, hits) = (0, 0);
        var (failures, broken) = (new List<string>(), new List<string>());
        foreach (var call in Calls)
        {
            foreach (var (name, fault) in Faults)
            {
                var email = $"guest{cells++}@example.com";
                var (hit, failure) = await cell.TryAsync(start, fault with { Route = call }, email);
                if (!hit)
                    break;              // this call is not made from there
                hits++;
                if (failure is not null)
                    failures.Add($"{start} {call} {name}: {failure.Message}");
                if (await world.CountAsync(email) is var count && count != GuestCount.One)
                    broken.Add($"{start} {call} {name}: {count}");
            }
        }

        return (hits, failures, broken);
    }

    /// <summary>An application that breaks off where it is told, one that meets the fault, and one that nothing is wrong with.</summary>
    private sealed class Cell(GuestWorld world, int attempts)
    {
        private readonly Breakage _breakage = new();
        private IGuestRegistration? _broken;
        private IGuestRegistration? _tried;
        private IGuestRegistration? _sound;

        public async Task<(bool Hit, WorkOSException? Failure)> TryAsync(GuestStep? start, Fault fault, string email)
        {
            _broken ??= world.Registration(listener: _breakage);
            _sound ??= world.Registration();
            _tried ??= world.Registration(options =>
            {
                options.WorkOS.MaxAttempts = attempts;
                options.WorkOS.AttemptTimeout = TimeSpan.FromMilliseconds(500);
            });
            if (start is not null)
            {
                _breakage.At = start;
                await Assert.ThrowsAsync<InterruptedException>(() => _broken.CreateOrGetAsync(email, "Ana Silva"));
            }

            WorkOSException? failure = null;
            var active = world.WorkOS.Faults.Add(fault);
            try
            {
                await _tried.CreateOrGetAsync(email, "Ana Silva");
            }
            catch (WorkOSException exception)
            {
                failure = exception;
            }

            active.Remove();
            await _sound.CreateOrGetAsync(email, "Ana Silva");
            return (active.Injected > 0, failure);
        }
    }
}
