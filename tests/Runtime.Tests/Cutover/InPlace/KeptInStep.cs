using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>Whoever writes whichever id: a row has both, and no write fails over it.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class KeptInStep(InPlacePostgreSql server)
{
    private static readonly string C1 = Platform.Clerk(1), C2 = Platform.Clerk(2), W1 = Platform.WorkOS(1), W2 = Platform.WorkOS(2);

    public static TheoryData<string, string> Writes => new()
    {
        // what is written to a row of user 1                                       what is in it then: both ids and the organization
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}')", $"{C1}|{W1}|{Platform.Organization(1)}" },
        { $"INSERT INTO record (team, number, workos_user_id) VALUES ('n', 1, '{W1}')", $"{C1}|{W1}|{Platform.Organization(1)}" },
        { $"INSERT INTO record (team, number, clerk_user_id, workos_user_id) VALUES ('n', 1, '{C1}', '{W1}')", $"{C1}|{W1}|{Platform.Organization(1)}" },
        { $"INSERT INTO record (team, number, clerk_user_id, workos_user_id) VALUES ('n', 1, '{C2}', '{W1}')", $"{C1}|{W1}|{Platform.Organization(1)}" },
        { "INSERT INTO record (team, number) VALUES ('n', 1)", "~|~|~" },
        { "INSERT INTO record (team, number, workos_user_id) VALUES ('n', 1, 'user_01BORN')", "workos:user_01BORN|user_01BORN|~" },
        { "INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, 'workos:user_01BORN')", "workos:user_01BORN|user_01BORN|~" },
        { "INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, 'user_unknown')", "user_unknown|~|~" },
        { "INSERT INTO record (team, number, clerk_user_id, workos_user_id) VALUES ('n', 1, 'user_unknown', 'user_01BORN')", "user_unknown|user_01BORN|~" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET clerk_user_id = '{C2}' WHERE team = 'n'", $"{C2}|{W2}|{Platform.Organization(2)}" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET workos_user_id = '{W2}' WHERE team = 'n'", $"{C2}|{W2}|{Platform.Organization(2)}" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET clerk_user_id = '{C2}', workos_user_id = '{W2}' WHERE team = 'n'", $"{C2}|{W2}|{Platform.Organization(2)}" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET clerk_user_id = NULL WHERE team = 'n'", "~|~|~" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET workos_user_id = NULL WHERE team = 'n'", "~|~|~" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C1}'); UPDATE record SET clerk_user_id = 'user_unknown' WHERE team = 'n'", "user_unknown|~|~" },
        { $"INSERT INTO record (team, number, clerk_user_id, org_id) VALUES ('n', 1, '{C1}', '{Platform.Organization(3)}')", $"{C1}|{W1}|{Platform.Organization(3)}" },
        { $"INSERT INTO record (team, number, clerk_user_id, org_id) VALUES ('n', 1, '{C1}', '{Platform.Organization(9)}'); UPDATE record SET content = 'y' WHERE team = 'n'", $"{C1}|{W1}|{Platform.Organization(9)}" },
        { $"INSERT INTO record (team, number, clerk_user_id, clerk_org_id) VALUES ('n', 1, '{C1}', 'org_2clerk2')", $"{C1}|{W1}|{Platform.Organization(2)}" },
        { $"INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, 'user_unknown') ON CONFLICT (team, number) DO UPDATE SET clerk_user_id = excluded.clerk_user_id; INSERT INTO record (team, number, clerk_user_id) VALUES ('n', 1, '{C2}') ON CONFLICT (team, number) DO UPDATE SET clerk_user_id = excluded.clerk_user_id", $"{C2}|{W2}|{Platform.Organization(2)}" },
    };

    [Fact]
    public async Task A_row_gets_the_other_id_by_every_kind_of_write()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 10, meetings: 0);
        await world.DoAsync("dual-write");

        foreach (var (sql, expected) in Writes.Select(row => ((string)row[0], (string)row[1])))
        {
            await world.OnAsync($"DELETE FROM record WHERE team = 'n'; {sql}");
            Assert.Equal((sql, expected), (sql, Assert.Single(await world.RowsAsync("SELECT clerk_user_id, workos_user_id, org_id FROM record WHERE team = 'n'"))));
        }
    }

    [Fact]
    public async Task A_demanded_Clerk_id_is_never_emptied()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 5);
        await world.DoAsync("dual-write");

        await world.OnAsync($"UPDATE meeting SET workos_user_id = NULL WHERE clerk_user_id = '{C1}'");

        Assert.Equal([$"{C1}|{W1}"], await world.RowsAsync($"SELECT DISTINCT clerk_user_id, workos_user_id FROM meeting WHERE clerk_user_id = '{C1}'"));
    }

    [Fact]
    public async Task Rows_of_somebody_who_is_not_in_the_map_yet_are_filled_when_the_map_has_them()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 5);
        await world.DoAsync("back-fill");
        await world.OnAsync("""
            INSERT INTO users (clerk_user_id, email) VALUES ('user_late', 'late@example.com');
            INSERT INTO event (clerk_user_id, name) VALUES ('user_late', 'Late');
            INSERT INTO schedule (id, clerk_user_id, timezone) VALUES ('00000000-0000-0000-0000-000000000001', 'user_late', 'UTC');
            INSERT INTO schedule_availability (schedule_id, start_time) VALUES ('00000000-0000-0000-0000-000000000001', '10:00');
            """);
        Assert.Contains("1 rows of users have a Clerk id in clerk_user_id that is not in the id map", string.Join('\n', (await Assert.ThrowsAsync<Clerk2WorkOS.Cutover.CutoverException>(() => world.DoAsync("validate", first: "validate"))).Message), StringComparison.Ordinal);

        await world.OnAsync($"INSERT INTO clerk2workos.user_map VALUES ('user_late', 'user_01LATE', '{Platform.Organization(4)}', 'org_4')");

        Assert.Equal(["user_01LATE|user_01LATE"], await world.RowsAsync("SELECT u.workos_user_id, e.workos_user_id FROM users u JOIN event e USING (clerk_user_id) WHERE u.clerk_user_id = 'user_late'"));
        Assert.Equal([$"{Platform.Organization(4)}"], await world.RowsAsync("SELECT org_id FROM schedule_availability WHERE start_time = '10:00'"));
        Assert.Empty(await world.RowsAsync("SELECT * FROM clerk2workos.in_place_open"));
        await world.DoAsync("soak", first: "validate");
    }

    [Fact]
    public async Task A_row_that_was_being_written_meanwhile_is_filled_beside_the_later_steps()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 5);
        await world.DoAsync("back-fill");
        await using (var connection = await world.Database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var insert = new Npgsql.NpgsqlCommand("INSERT INTO audit_logs (clerk_user_id, action) VALUES ('user_late', 'LATE')", connection);
            await insert.ExecuteNonQueryAsync();
            await world.OnAsync($"INSERT INTO clerk2workos.user_map VALUES ('user_late', 'user_01LATE', '{Platform.Organization(4)}', 'org_4')");
            await transaction.CommitAsync();
        }

        Assert.Equal(["~"], await world.RowsAsync("SELECT workos_user_id FROM audit_logs WHERE action = 'LATE'"));
        using var end = new CancellationTokenSource();
        var beside = InPlaceWorld.Step("dual-write").AccompanyAsync(world.Context, end.Token);
        while ((await world.RowsAsync("SELECT workos_user_id FROM audit_logs WHERE action = 'LATE'"))[0] == "~")
            await Task.Delay(20);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beside);
        await world.AssertInStepAsync();
    }

    [Fact]
    public async Task Somebody_who_is_there_twice_is_left_to_a_person_and_fails_nothing()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 5);
        await world.DoAsync("back-fill");
        await world.OnAsync("INSERT INTO users (workos_user_id, email) VALUES ('user_01GUEST', 'guest@example.com'); INSERT INTO users (clerk_user_id, email) VALUES ('user_late', 'guest@example.com')");

        await world.OnAsync($"INSERT INTO clerk2workos.user_map VALUES ('user_late', 'user_01GUEST', '{Platform.Organization(4)}', 'org_4')");

        Assert.Equal(["workos:user_01GUEST|user_01GUEST", "user_late|~"], await world.RowsAsync("SELECT clerk_user_id, workos_user_id FROM users WHERE email = 'guest@example.com' ORDER BY clerk_user_id DESC"));
        Assert.Equal(["taken", "unmapped"], await world.RowsAsync("SELECT reason FROM clerk2workos.in_place_open ORDER BY 1"));
        var refusal = await Assert.ThrowsAsync<Clerk2WorkOS.Cutover.CutoverException>(() => world.DoAsync("validate", first: "validate"));
        Assert.Equal("1 rows of users are not filled from clerk_user_id, though the map has their ids.", refusal.Message);
    }

    [Fact]
    public async Task Nobody_changes_the_map_meanwhile()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 5);
        await world.DoAsync("freeze-map");

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.OnAsync("UPDATE clerk2workos.user_map SET workos_user_id = workos_user_id || 'x'"));

        Assert.Contains("frozen", refusal.MessageText, StringComparison.Ordinal);
        await world.OnAsync($"INSERT INTO clerk2workos.user_map VALUES ('user_late', 'user_01LATE', '{Platform.Organization(4)}', 'org_4')");
    }
}
