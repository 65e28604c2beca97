using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Text;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.Benchmarks.Runtime;

/// <summary>The same statements with row-level security and with the WHERE that somebody would write by hand, in turn, in one run.</summary>
internal static class RlsLoad
{
    private const string Tables = """
        CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text NOT NULL UNIQUE);
        CREATE TABLE user_org_memberships (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, role text NOT NULL, status text NOT NULL DEFAULT 'active', UNIQUE (workos_user_id, org_id));
        CREATE TABLE meetings (id bigint PRIMARY KEY, org_id uuid NOT NULL, workos_user_id text NOT NULL, guest_workos_user_id text, guest_email text NOT NULL, amount_in_cents integer NOT NULL, start_time timestamptz NOT NULL, end_time timestamptz NOT NULL);
        CREATE TABLE records (id bigint PRIMARY KEY, org_id uuid NOT NULL, expert_workos_user_id text NOT NULL, version integer NOT NULL);
        INSERT INTO organizations SELECT lpad(to_hex(i), 32, '0')::uuid, 'org_' || i FROM generate_series(0, 9999) i;
        INSERT INTO user_org_memberships (workos_user_id, org_id, role) SELECT 'user_' || i % 50000, lpad(to_hex((i % 50000 + i / 50000 * 4999) % 10000), 32, '0')::uuid, 'owner' FROM generate_series(0, 99999) i;
        INSERT INTO meetings SELECT i, lpad(to_hex(i % 10000), 32, '0')::uuid, 'user_' || i % 100, 'user_' || (100 + i % 49900), 'guest@example.com', i % 1000, now() + i * interval '1 minute', now() + i * interval '1 minute' FROM generate_series(1, {0}) i;
        INSERT INTO records SELECT i, lpad(to_hex(i % 100), 32, '0')::uuid, 'user_' || i % 100, 1 FROM generate_series(1, {0}) i;
        CREATE ROLE bench_app LOGIN NOINHERIT PASSWORD 'bench_app';
        """;

    // Npgsql's code and PostgreSQL's caches are warm in an application; this many runs make them so.
    private const int WarmUp = 2000;

    // A shared machine is slow at one moment and fast at the next: point queries are measured in turn, and again.
    private const int Passes = 5;

    /// <summary>The microseconds of each round, one way after the other.</summary>
    private sealed record Compared(string What, List<double> ByHand, List<double> Policy, List<double> Session);

    public static async Task<string> RunAsync(int rows, int rounds, bool prepared, bool parallel, CancellationToken cancellationToken)
    {
        await using var server = await LocalPostgreSql.StartAsync(cancellationToken: cancellationToken);
        var builder = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("rls", cancellationToken));
        if (prepared)
            builder.MaxAutoPrepare = 50;
        var address = builder.ConnectionString;
        await using var service = NpgsqlDataSource.Create(address);
        await ExecuteAsync(service, Tables.Replace("{0}", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var model = await RlsModel.ReadAsync(service, new RlsModelOptions { AppRole = "bench_app" }, cancellationToken);
        await new RlsInstallation(address, await RlsScript.CreateAsync(service, model, cancellationToken)).ApplyAsync(cancellationToken: cancellationToken);
        await ExecuteAsync(service, "VACUUM (ANALYZE)");
        // What PostgreSQL still does for the load is not to run beside what is measured.
        await ExecuteAsync(service, "ALTER SYSTEM SET autovacuum = off");
        await ExecuteAsync(service, "SELECT pg_reload_conf()");
        await ExecuteAsync(service, "CHECKPOINT");
        if (!parallel)
        {
            await ExecuteAsync(service, "ALTER DATABASE rls SET max_parallel_workers_per_gather = 0");
            service.Clear();
        }

        var services = new ServiceCollection().AddLogging(logging => logging.ClearProviders());
        services.AddRowLevelSecurity(new NpgsqlConnectionStringBuilder(address) { Username = "bench_app", Password = "bench_app" }.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        var application = provider.GetRequiredService<RlsDataSource>();
        using var session = RlsSession.Use(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_7"), new Claim("org_id", "org_1"), new Claim("role", "member"), new Claim("sid", "session_1")], "test")));

        const string AMeeting = "SELECT * FROM meetings WHERE id = 107";
        const string ARecord = "SELECT * FROM records WHERE id = 107";
        const string Mine = "(workos_user_id = 'user_7' OR guest_workos_user_id = 'user_7')";
        const string OurOrgs = "org_id IN ('00000000-0000-0000-0000-000000000007', '00000000-0000-0000-0000-00000000138e')";
        const string OurOrgsAsked = "org_id IN (SELECT org_id FROM user_org_memberships WHERE workos_user_id = 'user_7' AND status = 'active')";
        var statements = new List<Compared>
        {
            await CompareAsync("an expert's meetings, counted", "SELECT count(*) FROM meetings", Mine, rounds, rounds / 10 + 3),
            await CompareAsync("an expert's meetings, summed by month", "SELECT date_trunc('month', start_time), sum(amount_in_cents) FROM meetings{0} GROUP BY 1", Mine, rounds, rounds / 10 + 3),
            await CompareAsync("an expert's meetings, the last 500 read", "SELECT * FROM meetings{0} ORDER BY start_time DESC LIMIT 500", Mine, rounds, rounds / 10 + 3),
            await CompareAsync("an organization's records, counted", "SELECT count(*), sum(version) FROM records", OurOrgs, rounds, rounds / 10 + 3),
            await CompareAsync("the same, memberships looked up by hand, too", "SELECT count(*), sum(version) FROM records", OurOrgsAsked, rounds, rounds / 10 + 3),
        };
        var (points, pooled) = (new List<Compared>(), new List<Compared>());
        for (var pass = 0; pass < Passes; pass++)
        {
            var warmUp = pass == 0 ? WarmUp : 0;
            points.AddRange([
                await CompareAsync("a meeting by its key", AMeeting, Mine, rounds * 10, warmUp),
                await CompareAsync("a record by its key", ARecord, OurOrgs, rounds * 10, warmUp),
                await CompareAsync("the same, memberships looked up by hand, too", ARecord, OurOrgsAsked, rounds * 10, warmUp),
                await CompareAsync("one's own memberships", "SELECT * FROM user_org_memberships", "workos_user_id = 'user_7'", rounds * 10, warmUp),
            ]);
            pooled.AddRange([
                await CompareFromThePoolAsync("a meeting by its key", AMeeting, Mine, warmUp),
                await CompareFromThePoolAsync("a record by its key", ARecord, OurOrgs, warmUp),
                await CompareFromThePoolAsync("the same, memberships looked up by hand, too", ARecord, OurOrgsAsked, warmUp),
            ]);
        }

        return Describe(statements, points, pooled, rows, rounds, prepared, parallel, server);

        async Task<Compared> CompareAsync(string what, string sql, string where, int times, int warmUp)
        {
            var isWhole = sql.Contains("{0}", StringComparison.Ordinal);
            var plain = isWhole ? sql.Replace("{0}", "", StringComparison.Ordinal) : sql;
            var byHand = isWhole ? sql.Replace("{0}", $" WHERE {where}", StringComparison.Ordinal) : $"{sql} {(sql.Contains(" WHERE ", StringComparison.Ordinal) ? "AND" : "WHERE")} {where}";
            await using var hand = await service.OpenConnectionAsync(cancellationToken);
            await using var held = await service.OpenConnectionAsync(cancellationToken);
            // The policy alone: somebody's settings once, and then statement after statement in one transaction.
            await using var transaction = await held.BeginTransactionAsync(cancellationToken);
            await using (var settings = new NpgsqlCommand("SELECT set_config('request.jwt.claims', '{\"sub\":\"user_7\",\"org_id\":\"org_1\",\"role\":\"member\",\"sid\":\"session_1\"}', true), set_config('role', 'authenticated', true)", held))
                await settings.ExecuteNonQueryAsync(cancellationToken);
            await using var app = await application.OpenConnectionAsync(cancellationToken);
            var (a, b, c) = (new double[times], new double[times], new double[times]);
            long rowsByHand = 0, rowsHeld = 0, rowsInSession = 0;
            for (var i = -warmUp; i < times; i++)
            {
                var place = Math.Max(i, 0);
                (a[place], rowsByHand) = await TimeAsync(hand, byHand);
                (b[place], rowsHeld) = await TimeAsync(held, plain);
                (c[place], rowsInSession) = await TimeAsync(app, plain);
            }

            if (rowsByHand == 0 || rowsHeld != rowsByHand || rowsInSession != rowsByHand)
                throw new InvalidOperationException($"{what}: {rowsByHand} rows by hand, {rowsHeld} under the policy, {rowsInSession} in a session.");
            return new Compared(what, [.. a], [.. b], [.. c]);
        }

        // As an application does it: a connection for each statement.
        async Task<Compared> CompareFromThePoolAsync(string what, string sql, string where, int warmUp)
        {
            var (a, b) = (new double[rounds * 10], new double[rounds * 10]);
            for (var i = -warmUp; i < a.Length; i++)
            {
                var place = Math.Max(i, 0);
                a[place] = await TimeFromThePoolAsync(service, $"{sql} AND {where}");
                b[place] = await TimeFromThePoolAsync(application, sql);
            }

            return new Compared(what, [.. a], [], [.. b]);
        }
    }

    /// <summary>The passes of each statement in one.</summary>
    private static IEnumerable<Compared> Whole(List<Compared> passes) => passes.GroupBy(pass => pass.What).Select(one =>
        new Compared(one.Key, [.. one.SelectMany(pass => pass.ByHand)], [.. one.SelectMany(pass => pass.Policy)], [.. one.SelectMany(pass => pass.Session)]));

    private static async Task<double> TimeFromThePoolAsync(System.Data.Common.DbDataSource database, string sql)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var connection = await database.OpenConnectionAsync())
            await TimeAsync(connection, sql);
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static async Task<(double, long)> TimeAsync(System.Data.Common.DbConnection connection, string sql)
    {
        var began = Stopwatch.GetTimestamp();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0L;
        while (await reader.ReadAsync())
            rows++;
        return (Stopwatch.GetElapsedTime(began).TotalMicroseconds, rows);
    }

    private static string Describe(List<Compared> statements, List<Compared> points, List<Compared> pooled, int rows, int rounds, bool prepared, bool parallel, LocalPostgreSql server)
    {
        var text = new StringBuilder();
        var load = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores ({RuntimeInformation.OSArchitecture}), .NET {Environment.Version}, PostgreSQL {server.ServerVersion} on the same machine, load average {load} at the end; {rows:N0} meetings, {rows:N0} records, 100,000 memberships; medians, the ways in turn; \"more\" is the median difference, with those of five passes from the least to the most.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"```\ndotnet run --project benchmarks/Runtime -c Release -- rls --rows {rows} --rounds {rounds}{(prepared ? " --prepared" : "")}{(parallel ? "" : " --no-parallel")}\n```\n\n");
        text.Append("| statement | WHERE by hand | policy alone | ratio | policy and session | ratio |\n|---|---|---|---|---|---|\n");
        foreach (var one in statements)
        {
            var byHand = Median(one.ByHand);
            text.Append(CultureInfo.InvariantCulture, $"| {one.What} | {byHand / 1000:N2} ms | {Median(one.Policy) / 1000:N2} ms | {Median(one.Policy) / byHand:N2} | {Median(one.Session) / 1000:N2} ms | {Median(one.Session) / byHand:N2} |\n");
        }

        text.Append("\n| point query | WHERE by hand | policy alone | more | policy and session | more |\n|---|---|---|---|---|---|\n");
        foreach (var one in Whole(points))
            text.Append(CultureInfo.InvariantCulture, $"| {one.What} | {Median(one.ByHand):N0} µs | {Median(one.Policy):N0} µs | {More(one.Policy, one.ByHand)} | {Median(one.Session):N0} µs | {More(one.Session, one.ByHand)} |\n");
        text.Append("\n| point query, each on a connection from the pool | WHERE by hand | policy and session | more |\n|---|---|---|---|\n");
        foreach (var one in Whole(pooled))
            text.Append(CultureInfo.InvariantCulture, $"| {one.What} | {Median(one.ByHand):N0} µs | {Median(one.Session):N0} µs | {More(one.Session, one.ByHand)} |\n");
        return text.ToString();
    }

    /// <summary>The median of the differences of what ran one after the other, and that of each pass from the least to the most.</summary>
    private static string More(List<double> values, List<double> others)
    {
        var differences = values.Zip(others, (value, other) => value - other).ToList();
        var passes = differences.Chunk(differences.Count / Passes).Select(pass => Median([.. pass])).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(differences):N0} µs ({passes[0]:N0} to {passes[^1]:N0})");
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
