using System.Diagnostics.Metrics;

namespace Clerk2WorkOS.Telemetry;

/// <summary>What is measured about guests. Tags hold what came of it, never an address or an id.</summary>
internal sealed class GuestInstruments
{
    /// <summary>The tag that says what came of a registration: <c>created</c>, <c>found</c>, or the kind of failure. Of a mail: <c>sent</c>, <c>retried</c>, <c>failed</c>.</summary>
    public const string OutcomeTag = "clerk2workos.outcome";

    private readonly Histogram<double> _registrations;
    private readonly Counter<long> _joined;
    private readonly Histogram<double> _waits;
    private readonly Counter<long> _mails;
    private readonly Counter<long> _linked;

    public GuestInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Clerk2WorkOSTelemetry.Name);
        _registrations = meter.CreateHistogram<double>("clerk2workos.guests.registration.duration", "s", "How long registrations take, with waits and attempts.");
        _joined = meter.CreateCounter<long>("clerk2workos.guests.registration.joined", "{call}", "Calls that got what another call for the same address in this process came to.");
        _waits = meter.CreateHistogram<double>("clerk2workos.guests.registration.wait", "s", "How long registrations waited for one of the same address in another process.");
        _mails = meter.CreateCounter<long>("clerk2workos.guests.mails", "{attempt}", "Attempts to send a mail to a guest.");
        _linked = meter.CreateCounter<long>("clerk2workos.guests.linked", "{meeting}", "Older meetings that were linked to their guest.");
    }

    public void Registered(string outcome, TimeSpan duration) => _registrations.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(OutcomeTag, outcome));

    public void Joined() => _joined.Add(1);

    public void Waited(TimeSpan duration) => _waits.Record(duration.TotalSeconds);

    public void Mailed(string outcome) => _mails.Add(1, new KeyValuePair<string, object?>(OutcomeTag, outcome));

    public void Linked(int meetings) => _linked.Add(meetings);
}
