using System.Diagnostics.Metrics;

namespace Clerk2WorkOS.Telemetry;

/// <summary>What is measured about calls to WorkOS. Tags hold the name of the call and what came of it, never an address or an id.</summary>
internal sealed class WorkOSInstruments
{
    /// <summary>The tag that names the call, <c>create user</c> for example.</summary>
    public const string OperationTag = "workos.operation";

    /// <summary>The tag that says what came of it: <c>ok</c>, a status, or <c>no answer</c>.</summary>
    public const string OutcomeTag = "workos.outcome";

    /// <summary>The tag that says why a call was repeated or waited.</summary>
    public const string ReasonTag = "workos.reason";

    private readonly Counter<long> _retries;
    private readonly Histogram<double> _calls;
    private readonly Histogram<double> _waits;

    public WorkOSInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Clerk2WorkOSTelemetry.Name);
        _calls = meter.CreateHistogram<double>("clerk2workos.workos.call.duration", "s", "How long calls to WorkOS take, with attempts and waits.");
        _retries = meter.CreateCounter<long>("clerk2workos.workos.call.retries", "{attempt}", "Attempts after the first.");
        _waits = meter.CreateHistogram<double>("clerk2workos.workos.call.wait", "s", "How long calls wait for their turn, or because WorkOS asks them to.");
    }

    public void Called(string operation, string outcome, TimeSpan duration) => _calls.Record(duration.TotalSeconds,
        new KeyValuePair<string, object?>(OperationTag, operation), new KeyValuePair<string, object?>(OutcomeTag, outcome));

    public void Repeated(string operation, string reason) => _retries.Add(1,
        new KeyValuePair<string, object?>(OperationTag, operation), new KeyValuePair<string, object?>(ReasonTag, reason));

    public void Waited(string operation, string reason, TimeSpan duration) => _waits.Record(duration.TotalSeconds,
        new KeyValuePair<string, object?>(OperationTag, operation), new KeyValuePair<string, object?>(ReasonTag, reason));
}
