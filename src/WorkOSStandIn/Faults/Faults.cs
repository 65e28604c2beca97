using System.Diagnostics.CodeAnalysis;

namespace Clerk2WorkOS.Testing;

/// <summary>The faults that are set. Each request is hit by the first one that is due; a fault that is used up stays listed.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "It is what a test says: workos.Faults.Add(…).")]
public sealed class Faults
{
    private readonly object _gate = new();
    private volatile ActiveFault[] _active = [];

    internal Faults()
    {
    }

    /// <summary>The faults that are set, in the order in which they were added.</summary>
    public IReadOnlyList<ActiveFault> Active => _active;

    /// <summary>Sets a fault.</summary>
    /// <exception cref="ArgumentException">The fault cannot be; the message says why.</exception>
    public ActiveFault Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        fault.Validate();
        var active = new ActiveFault(this, fault);
        lock (_gate)
            _active = [.. _active, active];
        return active;
    }

    /// <summary>Takes all faults back; requests that hang already stay held up.</summary>
    public void Clear()
    {
        lock (_gate)
            _active = [];
    }

    internal void Remove(ActiveFault fault)
    {
        lock (_gate)
            _active = [.. _active.Where(other => other != fault)];
    }

    /// <summary>The fault that hits this request, if one does. All faults count it, also those behind the one that hits.</summary>
    internal Fault? Next(string method, string template, string path)
    {
        Fault? hit = null;
        foreach (var active in _active)
        {
            if (hit is null && active.Hits(method, template, path))
                hit = active.Fault;
        }

        return hit;
    }
}
