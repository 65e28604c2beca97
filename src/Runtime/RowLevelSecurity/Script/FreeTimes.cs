using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The function that tells visitors when an expert is free: hours of work without what is booked, being booked or blocked, as ranges.</summary>
internal sealed class FreeTimes
{
    private readonly RlsModel _model;
    private readonly FreeTimesOptions _names;
    private readonly List<string> _missing = [];
    private readonly CatalogTable? _events, _schedules, _availabilities, _meetings, _reservations, _blocked;

    public FreeTimes(RlsModel model, FreeTimesOptions names)
    {
        (_model, _names) = (model, names);
        _events = Needed(names.Events, "id", names.ExpertId);
        _schedules = Needed(names.Schedules, "id", names.ExpertId);
        _availabilities = Needed(names.Availabilities, "schedule_id", "start_time", "end_time");
        _meetings = Needed(names.Meetings, names.ExpertId, "start_time", "end_time");
        _reservations = Optional(names.Reservations, names.ExpertId, "start_time", "end_time", "expires_at");
        _blocked = Optional(names.BlockedDates, names.ExpertId, "date");
        if (_availabilities is not null && DayColumn is null)
            _missing.Add($"{names.Availabilities}.day_of_week");
        if (_schedules is not null && ZoneOf(_schedules) is null)
            _missing.Add($"{names.Schedules}.time_zone");
        if (_events is not null && Public is null)
            _missing.Add($"a rule of {names.Events} about everyone");
    }

    /// <summary>What is not there for it; null if nothing is missing.</summary>
    public string? Missing => _missing.Count == 0 ? null : string.Join(", ", _missing);

    private string? Public => _model.Tables.FirstOrDefault(table => table.Name == _names.Events)?.Rules.FirstOrDefault(rule => rule.Who == Audience.Everyone)?.Where;

    private CatalogColumn? DayColumn => _availabilities?.Find("day_of_week") ?? _availabilities?.Find("day");

    public string Sql
    {
        get
        {
            var (expert, zone) = (SqlName.Quote(_names.ExpertId), SqlName.Quote(ZoneOf(_schedules!)!.Name));
            var taken = new List<string> { Taken(_meetings!, "m", MeetingsWhere) };
            if (_reservations is not null)
                taken.Add(Taken(_reservations, "r", "r.expires_at > now()"));
            if (_blocked is not null)
                taken.Add($"select tstzrange(b.date::timestamp at time zone {ZoneOfDay}, (b.date + 1)::timestamp at time zone {ZoneOfDay}) from {_blocked.QuotedName} b, expert where b.{expert} = expert.id");
            return $"""
                create or replace function {Name}(event_id {Id}, from_time timestamptz, until_time timestamptz)
                    returns table (free_from timestamptz, free_until timestamptz) language sql stable security definer set search_path = ''
                as $$
                    with span as (
                        -- at most {_names.MostDays} days at once
                        select tstzrange(from_time, least(until_time, from_time + interval '{_names.MostDays} days')) as whole
                        where isfinite(from_time) and isfinite(until_time) and from_time < until_time
                    ),
                    expert as (
                        select s.{expert} as id, s.id as schedule_id, s.{zone} as zone
                        from (select * from {_events!.QuotedName} where {Public}) e join {_schedules!.QuotedName} s on s.{expert} = e.{expert}
                        where e.id = event_id
                    ),
                    open as (
                        select range_agg(tstzrange((day + a.start_time) at time zone expert.zone, (day + a.end_time) at time zone expert.zone) * span.whole) as times
                        from expert, span, {_availabilities!.QuotedName} a,
                            generate_series(date_trunc('day', lower(span.whole) at time zone expert.zone) - interval '1 day', upper(span.whole) at time zone expert.zone, interval '1 day') day
                        where a.schedule_id = expert.schedule_id and a.start_time < a.end_time and {OnThatDay}
                    ),
                    taken as (
                        select range_agg(t.r) as times from (
                            {string.Join("\n                            union all ", taken)}
                        ) t(r), span where t.r && span.whole
                    )
                    select lower(r), upper(r)
                    from open, taken, unnest(open.times - coalesce(taken.times, '{"{}"}'::tstzmultirange)) r
                    where not isempty(r) order by 1
                $$;
                """;
        }
    }

    /// <summary>Its name with the schema: among the tables, where the Data API finds it.</summary>
    public string Name => SqlName.Quote(_model.Options.Schema, RlsFunctions.FreeTimeRanges);

    /// <summary>Its signature, for grants.</summary>
    public string Signature => $"{Name}({Id}, timestamptz, timestamptz)";

    private string Id => _events!.Find("id")!.BaseType;

    private string MeetingsWhere => _names.MeetingsWhere is { } where ? $"({where})"
        : _meetings!.Find("status") is { } status && (status.IsEnum || status.BaseType is "text" or "character varying") ? "lower(m.status::text) not in ('cancelled', 'canceled')"
        : "true";

    private string ZoneOfDay => ZoneOf(_blocked!) is { } zone ? $"b.{zone.QuotedName}" : "expert.zone";

    /// <summary>Days as .NET and PostgreSQL number them, 0 for Sunday, or by their English names.</summary>
    private string OnThatDay => DayColumn is { BaseType: "integer" or "smallint" or "bigint" } number
        ? $"a.{number.QuotedName} = extract(dow from day)" : $"lower(a.{DayColumn!.QuotedName}::text) = lower(trim(to_char(day, 'Day')))";

    private static CatalogColumn? ZoneOf(CatalogTable table) => table.Find("time_zone") ?? table.Find("timezone");

    private string Taken(CatalogTable table, string alias, string where)
    {
        var utc = table.Find("start_time")!.BaseType == "timestamp without time zone" ? " at time zone 'UTC'" : "";
        var (start, end) = ($"({alias}.start_time{utc})", $"({alias}.end_time{utc})");
        return $"select tstzrange({start}, {end}) from {table.QuotedName} {alias}, expert, span where {alias}.{SqlName.Quote(_names.ExpertId)} = expert.id and {start} < {end} and {start} < upper(span.whole) and {end} > lower(span.whole) and {where}";
    }

    private CatalogTable? Needed(string name, params string[] columns)
    {
        var table = Optional(name, columns);
        if (table is null)
            _missing.AddRange(_model.Catalog.Find(name) is { } there ? columns.Where(column => there.Find(column) is null).Select(column => $"{name}.{column}") : [name]);
        return table;
    }

    private CatalogTable? Optional(string name, params string[] columns) =>
        _model.Catalog.Find(name) is { } table && columns.All(column => table.Find(column) is not null) ? table : null;
}
