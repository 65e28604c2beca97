namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Which requests that may write are being served, by the epoch under which they began. One lock for view and count: who enters after a change sees it, who entered before is counted.</summary>
internal sealed class GateTraffic
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _serving = [];
    private GateView _view = GateView.Unknown;
    private TaskCompletionSource _changed = NewChange();

    /// <summary>Is called when the last request of an older epoch has ended.</summary>
    public Action Drained { get; set; } = () => { };

    public GateView View
    {
        get
        {
            lock (_lock)
                return _view;
        }
    }

    /// <summary>Requests that began under an older epoch and are still being served.</summary>
    public int Older
    {
        get
        {
            lock (_lock)
                return CountOlder();
        }
    }

    /// <summary>What to do with a request; if it is served and may write, it is counted until <see cref="Leave"/>.</summary>
    public GateView Enter(bool isWrite, out long? ticket)
    {
        lock (_lock)
        {
            ticket = isWrite && _view.State == GateState.Open ? _view.Epoch : null;
            if (ticket is { } epoch)
                _serving[epoch] = _serving.GetValueOrDefault(epoch) + 1;
            return _view;
        }
    }

    public void Leave(long? ticket)
    {
        if (ticket is not { } epoch)
            return;
        bool isDrained;
        lock (_lock)
        {
            if (--_serving[epoch] == 0)
                _serving.Remove(epoch);
            isDrained = epoch < _view.Epoch && CountOlder() == 0;
        }

        if (isDrained)
            Drained();
    }

    public void Change(GateView view)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_view == view)
                return;
            (_view, changed, _changed) = (view, _changed, NewChange());
        }

        changed.SetResult();
    }

    /// <summary>Waits until the gate is another, for so long at most.</summary>
    public async Task WaitAsync(GateView seen, TimeSpan longest, CancellationToken cancellationToken)
    {
        Task changed;
        lock (_lock)
        {
            if (_view != seen)
                return;
            changed = _changed.Task;
        }

        await Task.WhenAny(changed, Task.Delay(longest, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private int CountOlder()
    {
        var count = 0;
        foreach (var (epoch, requests) in _serving)
            count += epoch < _view.Epoch ? requests : 0;
        return count;
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
