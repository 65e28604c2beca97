using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>The newest events, in order.</summary>
internal sealed class EventLog(WorkOSEnvironment environment)
{
    private readonly Table<StoredEvent> _events = new(environment.Gate);
    private readonly Queue<string> _ids = new();

    public IReadOnlyList<StoredEvent> Snapshot() => _events.Snapshot();

    /// <summary>Called under the environment's gate, with an object that does not change any more.</summary>
    public void Add<T>(string name, T data, Action<Utf8JsonWriter, T> write, string? organizationId = null)
    {
        var stored = new StoredEvent(
            environment.Ids.Next("event_"), name, organizationId, environment.Clock.GetUtcNow(), json => write(json, data));
        _events.Add(stored.Id, stored);
        _ids.Enqueue(stored.Id);
        if (_ids.Count > environment.Options.EventHistory)
            _events.Remove(_ids.Dequeue());
        environment.Webhooks.Post(stored);
    }

    /// <summary>
    /// <c>GET /events</c>: the names of the events must be given. The description allows to leave them out, the live API
    /// does not.
    /// </summary>
    public static ValueTask<Answer> List(Call call)
    {
        var (query, refused) = PageQuery.Parse(call);
        if (query is null)
            return new(refused!);
        var names = call.QueryList("events");
        if (names.Count == 0)
            return new(Refusal.Invalid("events", "events_required"));
        var (start, startRefused) = Moment(call, "range_start");
        var (end, endRefused) = Moment(call, "range_end");
        if ((startRefused ?? endRefused) is { } invalid)
            return new(invalid);
        var organizationId = call.Query("organization_id");
        var log = call.Environment.Events;
        lock (call.Environment.Gate)
        {
            return new(query.Take(log._events.Ids, id => log._events.Find(id) is { } stored
                && names.Contains(stored.Name)
                && (organizationId is null || stored.OrganizationId == organizationId)
                && (start is null || stored.CreatedAt >= start)
                && (end is null || stored.CreatedAt <= end) ? stored : null).Answer(StoredEvent.Write));
        }
    }

    private static (DateTimeOffset? Moment, Answer? Refused) Moment(Call call, string name)
    {
        if (call.Query(name) is not { } text)
            return (null, null);
        return DateTimeOffset.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment)
            ? (moment, null)
            : (null, Refusal.Invalid(name, $"{name} must be a valid ISO 8601 date string"));
    }
}
