using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

/// <summary>Ctrl+C, to the real program: it leaves nothing half-done, says where it stands, and the same command makes of it what an undisturbed one would have made.</summary>
[Collection(PostgreSql.Collection)]
public sealed class InterruptedRunsTests(PostgreSql server)
{
    private const int People = 400;
    private const int Rows = 300_000;

    [Fact]
    public async Task Users_under_way_are_finished_and_the_same_command_does_the_rest()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var world = await PeopleAsync();
        await using var undisturbed = await PeopleAsync();
        string[] command = ["users", "run", "--yes", "--no-limits", "--concurrency", "8"];
        var slow = world.WorkOS.Faults.Add(new Fault { Effect = FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(25), Times = int.MaxValue });

        var run = world.Start(command);
        await UntilAsync(run, async () => await IsAsync(world, "to_regclass('clerk2workos.user_map') IS NOT NULL") && await IsAsync(world, "(SELECT count(*) FROM clerk2workos.user_map) >= 40"));
        var error = await InterruptAsync(run);
        Assert.True(run.ExitCode == 130, error);
        Assert.Matches(@"clerk2workos: interrupted after \d+ users; the same command goes on from there\.\n$", error);

        var moved = int.Parse(await world.TargetAsync("SELECT count(*) FROM clerk2workos.user_map"), CultureInfo.InvariantCulture);
        Assert.InRange(moved, 40, People - 1);
        Assert.Equal((moved, moved, moved), (world.WorkOS.Users.Count, world.WorkOS.Organizations.Count, world.WorkOS.Memberships.Count));
        Assert.Equal($"{moved} {moved}", await world.TargetAsync("SELECT (SELECT count(*) FROM users) || ' ' || (SELECT count(*) FROM user_org_memberships)"));
        slow.Remove();

        await ShouldEndAsync(world.Start(command), 1);              // one of the three has no address
        await ShouldEndAsync(undisturbed.Start(command), 1);
        Assert.Equal(People + 2, world.WorkOS.Users.Count);
        Assert.Equal(await PictureAsync(undisturbed), await PictureAsync(world));
    }

    [Fact]
    public async Task Rows_under_way_are_rolled_back_or_committed_and_the_same_command_copies_the_rest()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var world = await RowsAsync();
        await using var undisturbed = await RowsAsync();

        var run = world.Start("data", "run", "--yes");
        await UntilAsync(run, async () => await IsAsync(world, "EXISTS (SELECT FROM events)"));
        var error = await InterruptAsync(run);
        Assert.True(run.ExitCode == 130, error);
        Assert.Matches(@"clerk2workos: interrupted after [\d,]+ rows; the same command goes on from there\.\n$", error);

        Assert.InRange(int.Parse(await world.TargetAsync("SELECT count(*) FROM events"), CultureInfo.InvariantCulture), 1, Rows - 1);
        await ShouldEndAsync(world.Start("data", "run", "--yes"), 1);              // one row belongs to nobody
        await ShouldEndAsync(undisturbed.Start("data", "run", "--yes"), 1);
        const string Picture = "SELECT concat_ws(' ', count(*), count(DISTINCT e.id), sum(hashtextextended(concat_ws('|', e.id, u.email, o.name, e.name, e.price), 0))) FROM events e JOIN users u USING (workos_user_id) JOIN organizations o ON o.id = e.org_id";
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{Rows + 2} {Rows + 2} "), await undisturbed.TargetAsync(Picture), StringComparison.Ordinal);
        Assert.Equal(await undisturbed.TargetAsync(Picture), await world.TargetAsync(Picture));
    }

    [Fact]
    public async Task A_sync_that_goes_on_prints_a_line_for_what_it_carried_over_until_it_is_interrupted()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        var run = world.Start("users", "sync", "--events", "--every", "1s", "--yes");
        await UntilAsync(run, async () => await IsAsync(world, "(SELECT command = 'users sync' FROM clerk2workos.migration WHERE scope = 'users')"));
        await world.ExecuteInTargetAsync(MigrationCommandsTests.Webhook("msg_1", "user.created", "user_di", """{"id":"user_di","email_addresses":[{"id":"i","email_address":"di@example.com"}]}"""));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: 1 moved, 1 rejected$", await run.StandardOutput.ReadLineAsync());

        // What fails later ends nothing.
        var down = world.WorkOS.Faults.Add(new Fault { Route = "GET /authorization/roles", Status = 401, Times = int.MaxValue });
        await world.ExecuteInTargetAsync(MigrationCommandsTests.Webhook("msg_2", "user.deleted", "user_bo", """{"id":"user_bo","deleted":true}"""));
        Assert.EndsWith(" UTC: WorkOS does not take the API key: check that it is one of this environment and may manage users.", await run.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        down.Remove();
        Assert.EndsWith(" UTC: 1 deleted, 1 rejected", await run.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

        var error = await InterruptAsync(run);
        Assert.True(run.ExitCode == 130, error);
        Assert.Matches(@"clerk2workos: interrupted after \d+ passes; the same command goes on from there\.\n$", error);
        Assert.Equal("2", await world.TargetAsync("SELECT count(*) FROM clerk2workos.clerk_events WHERE applied_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_sync_that_is_killed_between_WorkOS_and_the_target_is_repeated_by_the_next()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        await world.ExecuteInTargetAsync(MigrationCommandsTests.Webhook("msg_1", "user.updated", "user_bo", """{"id":"user_bo","banned":true,"email_addresses":[{"id":"i","email_address":"bo@example.com"}]}"""));
        var hang = world.WorkOS.Faults.Add(new Fault { Route = "PUT /user_management/organization_memberships/{id}/deactivate", Effect = FaultEffect.Hang, Moment = FaultMoment.AfterWrite, Times = int.MaxValue });
        var run = world.Start("users", "sync", "--events", "--yes");
        await UntilAsync(run, () => Task.FromResult(hang.Injected > 0 && world.WorkOS.Memberships.Any(membership => membership.Status != "active")));
        run.Kill(entireProcessTree: true);
        await run.WaitForExitAsync();

        hang.Remove();
        Assert.Equal("inactive", Assert.Single(world.WorkOS.Memberships, membership => membership.Status != "active").Status);
        const string Picture = "SELECT (SELECT count(*) FROM user_org_memberships WHERE status = 'inactive') || ' ' || (SELECT count(*) FROM clerk2workos.clerk_events WHERE applied_at IS NULL)";
        Assert.Equal("0 1", await world.TargetAsync(Picture));

        await ShouldEndAsync(world.Start("users", "sync", "--events", "--yes"), 1);
        Assert.Equal("1 0", await world.TargetAsync(Picture));
    }

    [Fact]
    public async Task Data_that_follows_says_where_it_stands_when_it_is_interrupted_and_goes_on_from_there()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        var run = world.Start("data", "sync", "--yes");
        await UntilAsync(run, async () => await world.TargetAsync("SELECT to_regclass('clerk2workos.data_sync')::text") != "" && await IsAsync(world, "EXISTS (SELECT FROM clerk2workos.data_sync WHERE applied IS NOT NULL)"));
        foreach (var name in new[] { "First", "Changed" })      // what follows the second has told of the first
        {
            await world.ExecuteInLegacyAsync($"UPDATE events SET name = '{name}' WHERE clerk_user_id = 'user_ana'");
            await UntilAsync(run, () => IsAsync(world, $"EXISTS (SELECT FROM events WHERE name = '{name}')"));
        }

        var error = await InterruptAsync(run);
        Assert.True(run.ExitCode == 130, error);
        Assert.Matches(@"following.*\nclerk2workos: interrupted after \d+ rows were written and 0 deleted; the same command goes on from there\.\n$", error);

        await world.ExecuteInLegacyAsync("DELETE FROM events WHERE clerk_user_id = 'user_bo'");
        await ShouldEndAsync(world.Start("data", "sync", "--finish", "--yes"), 1);
        Assert.Equal("Changed", await world.TargetAsync("SELECT string_agg(name, ',') FROM events"));
    }

    private async Task<MigrationWorld> PeopleAsync()
    {
        var world = await MigrationWorld.CreateAsync(server);
        await world.ExecuteInLegacyAsync($"INSERT INTO users (clerk_user_id, email, first_name) SELECT 'user_' || n, 'person' || n || '@example.com', 'Person ' || n FROM generate_series(1, {People}) n");
        return world;
    }

    private async Task<MigrationWorld> RowsAsync()
    {
        var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        await world.ExecuteInLegacyAsync($"INSERT INTO events (clerk_user_id, name, price) SELECT CASE n % 2 WHEN 0 THEN 'user_ana' ELSE 'user_bo' END, 'Event ' || n, n / 100.0 FROM generate_series(1, {Rows}) n");
        return world;
    }

    private static async Task<bool> IsAsync(MigrationWorld world, string condition) => await world.TargetAsync($"SELECT {condition}") == "True";

    /// <summary>Looks again and again; fails if the program ends before.</summary>
    private static async Task UntilAsync(Process run, Func<Task<bool>> isReached)
    {
        while (!await isReached())
        {
            if (run.HasExited)
                Assert.Fail($"The program ended with {run.ExitCode} before. {await run.StandardError.ReadToEndAsync()}");
            await Task.Delay(10);
        }
    }

    private static async Task<string> InterruptAsync(Process run)
    {
        using (var kill = Process.Start("kill", ["-INT", run.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return error;
    }

    private static async Task ShouldEndAsync(Process run, int exitCode)
    {
        var output = run.StandardOutput.ReadToEndAsync();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {error}{await output}");
    }

    /// <summary>All of it without ids.</summary>
    private static async Task<string> PictureAsync(MigrationWorld world)
    {
        var names = world.WorkOS.Users.ToDictionary(user => user.Id, user => user.ExternalId);
        var lines = world.WorkOS.Users.Select(user => $"{user.ExternalId} {user.Email} {user.FirstName}")
            .Concat(world.WorkOS.Memberships.Select(membership => $"{names[membership.UserId]} in {world.WorkOS.Organizations.Single(organization => organization.Id == membership.OrganizationId).Name} {membership.RoleSlug} {membership.Status}"))
            .Append(await world.TargetAsync("SELECT string_agg(concat_ws('|', clerk_user_id, u.email, u.first_name, u.stripe_connect_account_id, o.name, o.type, m.role, m.status), E'\\n' ORDER BY clerk_user_id) FROM clerk2workos.user_map JOIN users u USING (workos_user_id) JOIN user_org_memberships m USING (workos_user_id) JOIN organizations o ON o.id = m.org_id"))
            .Append(await world.TargetAsync("SELECT (SELECT count(*) FROM clerk2workos.user_intents) || ' ' || (SELECT string_agg(key || reason, ',') FROM clerk2workos.rejects)"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
