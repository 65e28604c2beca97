namespace Clerk2WorkOS.Testing;

/// <summary>A fault that is set, and what has become of it.</summary>
public sealed class ActiveFault
{
    private readonly object _gate = new();
    private readonly Faults _faults;
    private readonly FaultRoute _route;
    private readonly Random _draws;
    private int _calls;
    private int _due;
    private int _injected;

    internal ActiveFault(Faults faults, Fault fault)
    {
        _faults = faults;
        _route = FaultRoute.Parse(fault.Route);
        _draws = new Random(fault.Seed);
        Fault = fault;
    }

    /// <summary>What was asked for.</summary>
    public Fault Fault { get; }

    /// <summary>How many requests matched its route since it was set.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many of them went wrong through it.</summary>
    public int Injected => Volatile.Read(ref _injected);

    /// <summary>Takes it back; requests that it holds up already stay held up.</summary>
    public void Remove() => _faults.Remove(this);

    /// <summary>Counts the request, and says whether this fault hits it.</summary>
    internal bool Hits(string method, string template, string path)
    {
        if (!_route.Matches(method, template, path))
            return false;
        lock (_gate)
        {
            _calls++;
            if (_calls < Fault.FirstCall || _due >= Fault.Times)
                return false;
            _due++;
            if (Fault.Probability < 1 && _draws.NextDouble() >= Fault.Probability)
                return false;
            _injected++;
            return true;
        }
    }
}
