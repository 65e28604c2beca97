using Npgsql;

namespace Clerk2WorkOS.BookingSeed;

/// <summary>The rows of the legacy database, table by table.</summary>
internal sealed class LegacyRows
{
    private const int DaysBooked = 10;

    private readonly Chance _chance;
    private readonly DateOnly _today;
    private readonly LegacyTable _users = new("users", "id, clerk_id, email, first_name, last_name, role, country, stripe_customer_id, stripe_connect_account_id, payouts_enabled, setup_completed, created_at");
    private readonly LegacyTable _categories = new("categories", "id, name, created_by_clerk_id, created_at");
    private readonly LegacyTable _profiles = new("profiles", """id, clerk_user_id, username, first_name, last_name, headline, primary_category_id, social_links, is_verified, is_top_expert, published, "order", updated_at""");
    private readonly LegacyTable _events = new("events", """id, clerk_user_id, name, slug, duration_in_minutes, price_in_cents, currency, is_active, "order", created_at, updated_at""");
    private readonly LegacyTable _schedules = new("schedules", "id, clerk_user_id, timezone, created_at, updated_at");
    private readonly LegacyTable _hours = new("schedule_availabilities", "id, schedule_id, day_of_week, start_time, end_time");
    private readonly LegacyTable _blocked = new("blocked_dates", "clerk_user_id, date, timezone, reason");
    private readonly LegacyTable _meetings = new("meetings", "id, event_id, clerk_user_id, guest_email, guest_name, timezone, start_time, end_time, status, payment_status, stripe_payment_intent_id, stripe_session_id, amount_in_cents, fee_in_cents, created_at");
    private readonly LegacyTable _records = new("records", "id, meeting_id, expert_clerk_user_id, guest_email, encrypted_content, version, created_at, last_modified_at");
    private readonly LegacyTable _transfers = new("payment_transfers", "id, meeting_id, expert_clerk_user_id, expert_connect_account_id, payment_intent_id, amount_in_cents, platform_fee_in_cents, currency, status, scheduled_for, transfer_id, attempts");

    public LegacyRows(IReadOnlyList<Person> people, SeedOptions options, Chance chance)
    {
        (_chance, _today) = (chance, options.Today);
        AddPeople(people);
        var offers = AddOffers([.. people.Where(person => person.IsExpert)]);
        for (var number = 0; Count < options.Rows; number++)
            AddMeeting(offers[number % offers.Count], number / offers.Count, chance.Of(people));
    }

    public int Count => Tables.Sum(table => table.Count);

    private IEnumerable<LegacyTable> Tables => [_users, _categories, _profiles, _events, _schedules, _hours, _blocked, _meetings, _records, _transfers];

    private DateTimeOffset Day(int days) => new(_today.AddDays(days), TimeOnly.MinValue, TimeSpan.Zero);

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
            await table.WriteAsync(connection, cancellationToken);
    }

    private void AddPeople(IEnumerable<Person> people)
    {
        foreach (var person in people)
        {
            _users.Add(
                _chance.Id(), person.ClerkId, person.Email, person.FirstName, person.LastName, person.IsExpert ? 1 : 0, "PT",
                _chance.OneIn(3) ? $"cus_{person.ClerkId[^14..]}" : null, person.ConnectAccount, person.IsExpert, person.IsExpert ? 31 : 0, Day(-400 + _chance.Below(300)));
        }
    }

    private List<Offer> AddOffers(IReadOnlyList<Person> experts)
    {
        var categories = new List<Guid>();
        foreach (var name in new[] { "Nutrition", "Physiotherapy", "Psychology", "Sleep" })
        {
            categories.Add(_chance.Id());
            _categories.Add(categories[^1], name, experts[0].ClerkId, Day(-500));
        }

        var offers = new List<Offer>();
        foreach (var expert in experts)
        {
            var (schedule, isTop) = (_chance.Id(), _chance.OneIn(5));
            _profiles.Add(
                _chance.Id(), expert.ClerkId, expert.Username, expert.FirstName, expert.LastName, "Listens first", _chance.Of(categories), Array.Empty<string>(), true, isTop, true, expert.Number, Day(-100));
            _schedules.Add(schedule, expert.ClerkId, "UTC", Day(-300), Day(-300));
            for (var day = 0; day < 7; day++)
                _hours.Add(_chance.Id(), schedule, day, new TimeOnly(8, 0), new TimeOnly(20, 0));
            _blocked.Add(expert.ClerkId, _today.AddDays(20 + _chance.Below(10)), "UTC", "Holiday");

            var (talk, consultation) = (_chance.Id(), _chance.Id());
            _events.Add(talk, expert.ClerkId, "First talk", "first-talk", 30, 0, "eur", true, 0, Day(-200), Day(-200));
            _events.Add(consultation, expert.ClerkId, "Consultation", "consultation", 60, 6000, "eur", true, 1, Day(-200), Day(-200));
            offers.Add(new Offer(expert, consultation, Price: 6000, Fee: isTop ? 600 : 900));
        }

        return offers;
    }

    /// <summary>The n-th meeting of an expert: the first ones lie ahead, one a day; the others behind, eight a day.</summary>
    private void AddMeeting(Offer offer, int number, Person guest)
    {
        var (isPast, id) = (number >= DaysBooked, _chance.Id());
        var start = isPast ? Day(-1 - ((number - DaysBooked) / 8)).AddHours(8 + ((number - DaysBooked) % 8)) : Day(1 + number).AddHours(10);
        var isCancelled = isPast && _chance.OneIn(12);
        var intent = $"pi_{id:N}";
        _meetings.Add(
            id, offer.EventId, offer.Expert.ClerkId, guest.Email.ToLowerInvariant(), $"{guest.FirstName} {guest.LastName}", "Europe/Lisbon", start, start.AddHours(1),
            isCancelled ? 3 : isPast ? 2 : 1, isCancelled ? 4 : 2, intent, $"cs_{id:N}", offer.Price, offer.Fee, start.AddDays(-7));
        if (isCancelled || !isPast)
            return;
        if (_chance.OneIn(2))
            _records.Add(_chance.Id(), id, offer.Expert.ClerkId, guest.Email.ToLowerInvariant(), _chance.Bytes(96), 1, start.AddHours(2), start.AddHours(2));
        _transfers.Add(
            _chance.Id(), id, offer.Expert.ClerkId, offer.Expert.ConnectAccount, intent, offer.Price - offer.Fee, offer.Fee, "eur", 3, start.AddDays(4), $"tr_{id:N}", 1);
    }

    private sealed record Offer(Person Expert, Guid EventId, int Price, int Fee);
}
