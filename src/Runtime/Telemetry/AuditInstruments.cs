using System.Diagnostics.Metrics;

namespace Clerk2WorkOS.Telemetry;

/// <summary>What is measured about the audit log.</summary>
internal sealed class AuditInstruments
{
    private readonly Counter<long> _queued;
    private readonly Counter<long> _written;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _waits;
    private readonly Meter _meter;

    public AuditInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(Clerk2WorkOSTelemetry.Name);
        _queued = _meter.CreateCounter<long>("clerk2workos.audit.queued", "{event}", "Events taken from callers.");
        _written = _meter.CreateCounter<long>("clerk2workos.audit.written", "{event}", "Events committed to the table.");
        _rejected = _meter.CreateCounter<long>("clerk2workos.audit.rejected", "{event}", "Events that the table does not take; each is in the log.");
        _retries = _meter.CreateCounter<long>("clerk2workos.audit.retries", "{attempt}", "Statements that are repeated because the database failed or was away.");
        _waits = _meter.CreateHistogram<double>("clerk2workos.audit.wait", "s", "How long calls waited that found the queue full.");
    }

    public void Queued() => _queued.Add(1);

    public void Written(int events) => _written.Add(events);

    public void Rejected() => _rejected.Add(1);

    public void Retried() => _retries.Add(1);

    public void Waited(TimeSpan time) => _waits.Record(time.TotalSeconds);

    public void Watch(Func<int> queueLength) =>
        _meter.CreateObservableGauge("clerk2workos.audit.queue", () => queueLength(), "{event}", "Events that wait for the database.");
}
