using System.Text.Json;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

/// <summary>Who belongs where, and what is whose, with the plan's rules written out by hand: an oracle that knows neither the model nor a policy.</summary>
internal sealed class Platform
{
    private static readonly Guid[] Orgs = [.. Enumerable.Range(1, 4).Select(number => new Guid(number, 0, 0, new byte[8]))];
    private static readonly string[] People = ["user_a", "user_b", "user_c", "user_d", "user_e"];

    private readonly List<Row> _rows = [];
    private readonly List<(string User, Guid Org, bool IsOwner, bool IsActive)> _memberships = [];

    /// <summary>A row: whose it is, in whatever column the table says so.</summary>
    private sealed record Row(string Table, Guid Id, string User, Guid Org, string? Guest = null, bool IsActive = false);

    /// <summary>Somebody's claims, and whom they make them; null for nobody.</summary>
    public sealed record Claims(string? Text, string? Me, bool IsMalformed = false)
    {
        public static Claims Of(string user, Guid? org = null) => new(JsonSerializer.Serialize(new { sub = user, org_id = org?.ToString(), role = "authenticated" }), user);
    }

    /// <summary>Who may be signed in: everybody, with claims as they come and as they should not.</summary>
    public static IReadOnlyList<Claims> Everybody { get; } =
    [
        .. People.Select(user => Claims.Of(user)), Claims.Of("user_a", Orgs[3]), Claims.Of("user_nobody"), new(null, null), new("", null), new("{}", null), new("""{"sub":""}""", null),
        new("""{"sub":null}""", null), new("""{"sub":{"user":"user_a"}}""", null), new("user_a", null, IsMalformed: true), new("""{"sub":"user_a" """, null, IsMalformed: true),
    ];

    /// <summary>Random people and rows; seed 0 is one in which everything occurs.</summary>
    public static Platform Random(int seed)
    {
        var (platform, random) = (new Platform(), new Random(seed));
        foreach (var user in People)
        {
            foreach (var org in Orgs)
            {
                if (random.Next(3) > 0)
                    platform._memberships.Add((user, org, random.Next(2) == 0, random.Next(3) > 0));
            }
        }

        foreach (var org in Orgs)
            platform.Add("organizations", org, "", org);
        foreach (var user in People)
        {
            foreach (var single in new[] { "users", "schedules", "profiles" })
                platform.Add(single, random);
            platform._rows[^3] = platform._rows[^3] with { User = user };
            platform._rows[^2] = platform._rows[^2] with { User = user };
            platform._rows[^1] = platform._rows[^1] with { User = user };
        }

        foreach (var table in new[] { "categories", "events", "schedule_availabilities", "meetings", "records", "audit_logs", "slot_reservations", "blocked_dates", "payment_transfers" })
        {
            for (var i = 0; i < 16; i++)
                platform.Add(table, random);
        }

        return platform;
    }

    /// <summary>Puts everything into the database.</summary>
    public string Sql()
    {
        var statements = _rows.OrderBy(row => Array.IndexOf(Order, row.Table)).Select(Insert)
            .Concat(_memberships.Select(member => $"INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) VALUES ('{member.User}', '{member.Org}', '{(member.IsOwner ? "owner" : "member")}', '{(member.IsActive ? "active" : "inactive")}')"));
        return string.Join(";\n", statements);
    }

    /// <summary>What the database does otherwise than the rules say, for one who is signed in; only about one table if it is named.</summary>
    public async Task<List<string>> BrokenAsync(NpgsqlConnection connection, Claims claims, Random random, string? only = null)
    {
        var broken = new List<string>();
        foreach (var table in Order.Append("user_org_memberships").Where(table => only is null || only == table))
        {
            var rows = _rows.Where(row => row.Table == table).ToList();
            var seen = table == "user_org_memberships" ? _memberships.Count(member => member.User == claims.Me) : rows.Count(row => Sees(row, claims.Me));
            await ExpectAsync($"SELECT count(*) FROM {table}", seen, isCount: true);
            if (Changes(table) is { } column)
            {
                var mine = rows.Where(row => IsMine(row, claims.Me)).ToList();
                var stays = mine.All(row => IsIn(claims.Me, row.Org));
                await ExpectAsync($"UPDATE {table} SET {column}", stays ? mine.Count : 0);
                var (other, foreign) = (People.First(user => user != claims.Me), Orgs.FirstOrDefault(org => !IsIn(claims.Me, org)));
                var right = $"GRANT UPDATE ON {table} TO authenticated";
                if (OwnerOf(table) is { } owner)
                {
                    await ExpectAsync($"UPDATE {table} SET {owner} = '{other}'", 0);
                    await ExpectAsync($"UPDATE {table} SET {owner} = '{other}'", 0, right);
                }
                else
                {
                    await ExpectAsync($"UPDATE {table} SET schedule_id = '{Schedule(other).Id}'", 0);
                }

                if (foreign != default)
                    await ExpectAsync($"UPDATE {table} SET org_id = '{foreign}'", 0, right);
                foreach (var org in Orgs.Where(org => IsIn(claims.Me, org)).Take(1))
                    await ExpectAsync($"UPDATE {table} SET org_id = '{org}'", mine.Count, right);
            }

            if (table is "events" or "schedules" or "schedule_availabilities" or "meetings" or "profiles" or "records" or "blocked_dates")
                await ExpectAsync($"DELETE FROM {table}", rows.Count(row => IsMine(row, claims.Me)), orConstraint: true);
            else
                await ExpectAsync($"DELETE FROM {table}", 0);
            for (var i = 0; i < 6; i++)
            {
                var row = Made(table, random);
                var isMine = i < 4 && claims.Me is not null && (table is not "schedule_availabilities" || People.Contains(claims.Me));
                row = row with { User = isMine ? claims.Me! : row.User, Guest = i == 5 ? row.Guest : null };
                var allowed = claims.Me is not null && Inserts(table) && IsMine(row, claims.Me) && IsIn(claims.Me, row.Org) && row.Guest is null;
                await ExpectAsync(Insert(row), allowed ? 1 : 0, orConstraint: true);
            }

            foreach (var (service, value) in ServiceColumns(table))
            {
                var row = Made(table, random) with { User = claims.Me ?? "user_a", Guest = null };
                foreach (var org in Orgs.Where(org => IsIn(claims.Me, org)).Take(1))
                    row = row with { Org = org };
                await ExpectAsync(Insert(row).Replace("(id,", $"({service}, id,", StringComparison.Ordinal).Replace("VALUES (", $"VALUES ({value}, ", StringComparison.Ordinal), 0);
                await ExpectAsync($"UPDATE {table} SET {service} = {value}", 0);
            }
        }

        return broken;

        async Task ExpectAsync(string sql, int expected, string? also = null, bool orConstraint = false, bool isCount = false)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            string? got;
            try
            {
                if (also is not null)
                    await ExecuteAsync(also);
                await ExecuteAsync("SELECT set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)", claims.Text ?? "");
                await using var command = new NpgsqlCommand(sql, connection);
                var count = isCount ? (int)(long)(await command.ExecuteScalarAsync())! : await command.ExecuteNonQueryAsync();
                got = count == expected || (claims.IsMalformed && count < expected) ? null : $"{count}";
            }
            catch (PostgresException refused)
            {
                var isConstraint = refused.SqlState.StartsWith("23", StringComparison.Ordinal);
                got = refused.SqlState == PostgresErrorCodes.InsufficientPrivilege && expected == 0 ? null
                    : claims.IsMalformed && refused.SqlState == PostgresErrorCodes.InvalidTextRepresentation ? null
                    : isConstraint && orConstraint && expected > 0 ? null
                    : refused.Message;
            }

            if (got is not null)
                broken.Add($"{claims.Text}: {(also is null ? "" : also + "; ")}{sql}: {got}, not {expected}");
        }

        async Task ExecuteAsync(string sql, params string[] parameters)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters)
                command.Parameters.Add(new() { Value = parameter });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static readonly string[] Order =
        ["organizations", "users", "categories", "events", "schedules", "schedule_availabilities", "meetings", "profiles", "records", "audit_logs", "slot_reservations", "blocked_dates", "payment_transfers"];

    private bool IsIn(string? me, Guid org) => _memberships.Any(member => member.User == me && member.Org == org && member.IsActive);

    private bool Sees(Row row, string? me) => row.Table switch
    {
        "organizations" or "records" => IsIn(me, row.Org),
        "audit_logs" => _memberships.Any(member => member.User == me && member.Org == row.Org && member is { IsActive: true, IsOwner: true }),
        "categories" => true,
        "events" => row.User == me || row.IsActive,
        "meetings" => row.User == me || (row.Guest is not null && row.Guest == me),
        _ => row.User == me,
    };

    private bool IsMine(Row row, string? me) => me is not null && row.User == me && (row.Table != "records" || IsIn(me, row.Org));

    private static bool Inserts(string table) => table is "events" or "schedules" or "schedule_availabilities" or "meetings" or "profiles" or "records" or "blocked_dates";

    private static string? Changes(string table) => table switch
    {
        "users" => "country = 'pt'",
        "events" => "name = 'x'",
        "schedules" => "time_zone = 'UTC'",
        "schedule_availabilities" => "day_of_week = 3",
        "meetings" => "guest_name = 'x'",
        "profiles" => "headline = 'x'",
        "records" => "version = 2",
        "blocked_dates" => "reason = 'x'",
        _ => null,
    };

    private static string? OwnerOf(string table) => table switch { "schedule_availabilities" => null, "records" => "expert_workos_user_id", _ => "workos_user_id" };

    private static IEnumerable<(string Column, string Value)> ServiceColumns(string table) => table switch
    {
        "events" => [("stripe_price_id", "'price_1'")],
        "meetings" => [("stripe_payment_intent_id", "'pi_1'"), ("guest_workos_user_id", "'user_b'"), ("guest_org_id", $"'{Orgs[0]}'")],
        "profiles" => [("is_verified", "true")],
        "users" => [("stripe_customer_id", "'cus_1'"), ("stripe_connect_account_id", "'acct_1'"), ("payouts_enabled", "true"), ("role", "9"), ("deleted_at", "now()")],
        _ => [],
    };

    private Row Schedule(string user) => _rows.First(row => row.Table == "schedules" && row.User == user);

    private void Add(string table, Guid id, string user, Guid org) => _rows.Add(new Row(table, id, user, org));

    private void Add(string table, Random random) => _rows.Add(Made(table, random));

    private static Row Made(string table, Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Row(table, new Guid(bytes), People[random.Next(People.Length)], Orgs[random.Next(Orgs.Length)], table == "meetings" && random.Next(2) == 0 ? People[random.Next(People.Length)] : null, random.Next(2) == 0);
    }

    private string Insert(Row row)
    {
        var (id, user, org) = (row.Id, row.User, row.Org);
        string First(string table) => $"{_rows.First(other => other.Table == table).Id}";
        var day = new DateOnly(2030, 1, 1).AddDays(Math.Abs(id.GetHashCode()) % 20_000).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return row.Table switch
        {
            "organizations" => $"INSERT INTO organizations (id, workos_org_id, slug, name) VALUES ('{id}', 'org_{id}', '{id}', 'n')",
            "users" => $"INSERT INTO users (id, org_id, workos_user_id, email) VALUES ('{id}', '{org}', '{user}', '{id}@example.com')",
            "user_org_memberships" => $"INSERT INTO user_org_memberships (id, workos_user_id, org_id, role) VALUES ('{id}', '{user}', '{org}', 'owner')",
            "categories" => $"INSERT INTO categories (id, name) VALUES ('{id}', 'c')",
            "events" => $"INSERT INTO events (id, org_id, workos_user_id, name, slug, is_active) VALUES ('{id}', '{org}', '{user}', 'e', '{id}', {row.IsActive})",
            "schedules" => $"INSERT INTO schedules (id, org_id, workos_user_id) VALUES ('{id}', '{org}', '{user}')",
            "schedule_availabilities" => $"INSERT INTO schedule_availabilities (id, org_id, schedule_id, day_of_week, start_time, end_time) VALUES ('{id}', '{org}', '{Schedule(user).Id}', 1, '09:00', '10:00')",
            "meetings" => row.Guest is null ? $"INSERT INTO meetings (id, org_id, event_id, workos_user_id, guest_email, start_time, end_time) VALUES ('{id}', '{org}', '{First("events")}', '{user}', 'g@example.com', '{day} 10:00', '{day} 11:00')"
                : $"INSERT INTO meetings (id, org_id, event_id, workos_user_id, guest_email, start_time, end_time, guest_workos_user_id) VALUES ('{id}', '{org}', '{First("events")}', '{user}', 'g@example.com', '{day} 10:00', '{day} 11:00', '{row.Guest}')",
            "profiles" => $"INSERT INTO profiles (id, org_id, workos_user_id, username) VALUES ('{id}', '{org}', '{user}', '{id}')",
            "records" => $"INSERT INTO records (id, org_id, meeting_id, expert_workos_user_id, guest_email, encrypted_content) VALUES ('{id}', '{org}', '{First("meetings")}', '{user}', 'g@example.com', '\\x00')",
            "audit_logs" => $"INSERT INTO audit_logs (id, org_id, workos_user_id, action, resource_type, resource_id) VALUES ('{id}', '{org}', '{user}', 'a', 'r', '1')",
            "slot_reservations" => $"INSERT INTO slot_reservations (id, org_id, event_id, workos_user_id, guest_email, start_time, end_time, expires_at) VALUES ('{id}', '{org}', '{First("events")}', '{user}', 'g@example.com', '{day} 10:00', '{day} 11:00', '{day}')",
            "blocked_dates" => $"INSERT INTO blocked_dates (id, org_id, workos_user_id, date) VALUES ({Math.Abs(id.GetHashCode())}, '{org}', '{user}', '{day}')",
            _ => $"INSERT INTO payment_transfers (id, org_id, meeting_id, expert_workos_user_id, expert_connect_account_id, payment_intent_id) VALUES ('{id}', '{org}', '{First("meetings")}', '{user}', 'acct', '{id}')",
        };
    }
}
