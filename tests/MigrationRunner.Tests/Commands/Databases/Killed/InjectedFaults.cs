using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>What goes wrong between the program and WorkOS in one trial: everything that a wire has, at random.</summary>
internal sealed class InjectedFaults
{
    private static readonly (string Kind, Fault Fault)[] Often =
    [
        ("429 with Retry-After", new Fault { Status = 429, RetryAfterSeconds = 1 }),
        ("500", new Fault()),
        ("500 after the write", new Fault { Moment = FaultMoment.AfterWrite }),
        ("503", new Fault { Status = 503 }),
        ("dropped connection", new Fault { Effect = FaultEffect.Drop }),
        ("dropped after the write", new Fault { Effect = FaultEffect.Drop, Moment = FaultMoment.AfterWrite }),
    ];

    // These hold the program up for 10 and 15 seconds, unless it is killed before.
    private static readonly (string Kind, Fault Fault)[] Seldom =
    [
        ("429 without Retry-After", new Fault { Status = 429 }),
        ("time-out", new Fault { Effect = FaultEffect.Hang }),
        ("time-out after the write", new Fault { Effect = FaultEffect.Hang, Moment = FaultMoment.AfterWrite }),
    ];

    private readonly List<(string Kind, ActiveFault Fault)> _active = [];

    /// <summary>Sets the faults of a trial; of the seldom ones each trial has one.</summary>
    public static InjectedFaults Add(WorkOSStandIn workos, int trial, Random random)
    {
        var faults = new InjectedFaults();
        var (kind, seldom) = Seldom[trial % Seldom.Length];
        faults._active.Add((kind, workos.Faults.Add(seldom with { FirstCall = random.Next(2, KillablePlatform.Users * 2) })));
        foreach (var (often, fault) in Often)
            faults._active.Add((often, workos.Faults.Add(fault with { Probability = 0.02, Times = int.MaxValue, Seed = random.Next() })));
        TakeTime(workos);
        return faults;
    }

    /// <summary>Lets every call take a little while, as it does live: without it a killed program would rarely have one under way.</summary>
    public static void TakeTime(WorkOSStandIn workos) => workos.Faults.Add(new Fault { Effect = FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(25), Times = int.MaxValue });

    /// <summary>How often each kind was injected.</summary>
    public IEnumerable<KeyValuePair<string, int>> Counts => _active.Select(fault => KeyValuePair.Create(fault.Kind, fault.Fault.Injected));

    /// <summary>Every kind that there is.</summary>
    public static IEnumerable<string> Kinds => Often.Concat(Seldom).Select(fault => fault.Kind);
}
