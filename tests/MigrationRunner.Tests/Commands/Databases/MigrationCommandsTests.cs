using System.Text.Json;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

/// <summary>People and data, moved from the command line.</summary>
[Collection(PostgreSql.Collection)]
public sealed class MigrationCommandsTests(PostgreSql server)
{
    [Fact]
    public async Task A_platform_moves_step_by_step_and_what_could_not_move_is_named_until_it_has()
    {
        await using var world = await MigrationWorld.CreateAsync(server);

        var planned = await world.RunAsync("users", "plan", "--report", "plan.json");
        Assert.Equal((1, "2 users would move, 1 would be rejected; 0.1 s at WorkOS's limits."), (planned.ExitCode, LastLine(planned.Output)));
        Assert.Empty(world.WorkOS.Users);
        Assert.Equal("", await world.TargetAsync("SELECT to_regnamespace('clerk2workos')::text"));

        var moved = await world.RunAsync("users", "run", "--yes", "--report", "users.html", "--report", "users.json", "--report", "users.md");
        Assert.Equal((1, "2 users moved; 1 could not: see the reasons, and 'clerk2workos users retry'."), (moved.ExitCode, LastLine(moved.Output)));
        Assert.Contains("\n  Clerk id  Reason    Detail\n  user_cy   no_email  The user has no address", moved.Output, StringComparison.Ordinal);
        Assert.Equal(["ana@example.com", "bo@example.com"], world.WorkOS.Users.Select(user => user.Email).Order(StringComparer.Ordinal));
        using (var map = JsonDocument.Parse(world.Folder.Read("migration-user-map.json")))
            Assert.Equal(["user_ana", "user_bo"], map.RootElement.EnumerateArray().Select(user => user.GetProperty("clerkUserId").GetString()));
        using (var report = JsonDocument.Parse(world.Folder.Read("users.json")))
        {
            Assert.Equal(2, report.RootElement.GetProperty("facts").GetProperty("moved").GetInt32());
            Assert.Equal("no_email", report.RootElement.GetProperty("tables").GetProperty("rejects")[0].GetProperty("reason").GetString());
        }

        var copied = await world.RunAsync("data", "run", "--yes", "--workers", "2");
        Assert.Equal((1, "2 rows moved; 1 could not: see the reasons, and 'clerk2workos data retry'."), (copied.ExitCode, LastLine(copied.Output)));
        Assert.Contains("no_owner", copied.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await world.RunAsync("data", "verify")).ExitCode);

        world.Folder.Write("found.csv", "clerk_user_id,email\nuser_cy,cy@example.com\n");
        var retried = await world.RunAsync("users", "retry", "--emails", "found.csv", "--yes");
        Assert.Equal((0, "1 user moved, 3 in all; nobody is left."), (retried.ExitCode, LastLine(retried.Output)));
        var rest = await world.RunAsync("data", "retry", "--yes");
        Assert.Equal((0, "3 rows of 1 table moved; none is left."), (rest.ExitCode, LastLine(rest.Output)));

        var verified = await world.RunAsync("users", "verify", "--emails", "found.csv");
        Assert.Equal((0, "3 users and 3 memberships compared; nothing is wrong."), (verified.ExitCode, LastLine(verified.Output)));
        var compared = await world.RunAsync("data", "verify", "--report", "verified.md");
        Assert.Equal((0, "1 table compared; nothing is missing or different."), (compared.ExitCode, LastLine(compared.Output)));
        Assert.Equal("10.50", await world.TargetAsync("SELECT price FROM events JOIN users USING (workos_user_id) WHERE email = 'ana@example.com'"));
    }

    [Theory]
    [InlineData("C2W_TARGET", "", "users plan", "The target is not named: set C2W_TARGET, or give --target.")]
    [InlineData("C2W_LEGACY", "", "data plan", "The legacy database is not named: set C2W_LEGACY, or give --legacy.")]
    [InlineData("C2W_LEGACY", "", "users plan", "There is nowhere to take users from: give --legacy, --clerk-csv, --clerk-json or --events, or several of them.")]
    [InlineData("WORKOS_API_KEY", "", "users plan", "The key of WorkOS is missing: set WORKOS_API_KEY.")]
    [InlineData("WORKOS_BASE_URL", "ftp://hidden", "users plan", "WORKOS_BASE_URL is no address such as https://api.workos.com.")]
    [InlineData("C2W_TARGET", "Host=db.example.com;Password=hidden;SSL Mode=Disable", "data plan", "C2W_TARGET asks for SSL Mode Disable to another machine")]
    [InlineData("C2W_TARGET", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d", "users plan", "The target cannot be reached.")]
    [InlineData("C2W_LEGACY", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d", "data plan", "The legacy database cannot be reached.")]
    [InlineData("", "", "users run", "This creates users, organizations and memberships at 127.0.0.1, and rows in the target: --yes says that this is meant.")]
    [InlineData("", "", "data run", "This writes rows into the target: --yes says that this is meant.")]
    [InlineData("", "", "data sync", "This writes rows into the target, and, unless --compare is given, creates a publication and a replication slot in the legacy database: --yes says that this is meant.")]
    [InlineData("", "", "data sync --compare --finish", "--compare ends by itself, or never with --every; --until-caught-up and --finish are for the log.")]
    [InlineData("", "", "data sync --delete-extra", "--every and --delete-extra go with --compare.")]
    [InlineData("", "", "data sync --compare --every 0", "--every takes a pause from 1s to 24h, such as 30s, 5m or 1h.")]
    [InlineData("", "", "data plan --workers 0", "--workers takes a number from 1 to 64.")]
    [InlineData("", "", "data plan --mapping nothing.json", "The mapping file cannot be read")]
    [InlineData("", "", "users plan --clerk-csv nothing.csv", "nothing.csv")]
    [InlineData("", "", "users plan --report plan.pdf", "asks for a form that does not exist; there are .html, .json, .md.")]
    [InlineData("", "", "users run --concurrency 0", "--concurrency takes a number from 1 to 1000.")]
    [InlineData("", "", "users sync --most-missing 120%", "--most-missing takes a share from 0 to 1, or from 0% to 100%.")]
    [InlineData("", "", "users sync --most-missing half", "--most-missing takes a share from 0 to 1, or from 0% to 100%.")]
    [InlineData("", "", "users run --totp-issuer \t", "--totp-issuer takes a name.")]
    [InlineData("", "", "users plan --legacy-table people", "The legacy database has no table \"public\".\"people\": name the right one.")]
    [InlineData("", "", "users plan --legacy-clerk-id clerk", "The legacy table \"public\".\"users\" has no column \"clerk\".")]
    [InlineData("", "", "users plan --target-schema elsewhere", "The target has no table \"elsewhere\".\"users\": create the tables of the new application first.")]
    [InlineData("", "", "users sync --every 30", "--every takes a pause from 1s to 24h, such as 30s, 5m or 1h.")]
    [InlineData("", "", "users sync --every 0s", "--every takes a pause from 1s to 24h, such as 30s, 5m or 1h.")]
    [InlineData("", "", "users sync --every 25h", "--every takes a pause from 1s to 24h, such as 30s, 5m or 1h.")]
    [InlineData("", "", "users sync --every 1m --report sync.md", "--every prints lines and comes to no end that a report could be of: leave out --report.")]
    [InlineData("", "", "users run --every 1m", "'--every' is no command or option")]
    [InlineData("", "", "users sync --events --every 1m --role nobody --yes", "WorkOS's environment has no role 'nobody'")]
    [InlineData("", "", "users pln", "'pln' is no command or option; did you mean plan?")]
    public async Task What_cannot_be_run_is_said_in_one_sentence(string variable, string value, string command, string sentence)
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        var run = await world.RunAsync(name => name == variable ? value : null, command.Split(' '));
        run.ShouldRefuse(sentence);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
        Assert.Empty(world.WorkOS.Users);
    }

    [Fact]
    public async Task Data_follows_until_it_is_finished()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");

        var first = await world.RunAsync("data", "sync", "--until-caught-up", "--yes");
        Assert.Equal((1, "Caught up: 0 rows written, 0 deleted; 1 could not move: see the reasons."), (first.ExitCode, LastLine(first.Output)));
        Assert.Contains("3 of 3 rows", first.Error, StringComparison.Ordinal);
        Assert.Equal("1", await world.LegacyAsync("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"));

        await world.ExecuteInLegacyAsync("DELETE FROM events WHERE clerk_user_id = 'user_cy'; UPDATE events SET price = 11 WHERE clerk_user_id = 'user_ana'; DELETE FROM events WHERE clerk_user_id = 'user_bo'");
        var last = await world.RunAsync("data", "sync", "--finish", "--yes", "--report", "sync.json");

        Assert.Equal((0, "Caught up and finished: 1 row written, 1 deleted."), (last.ExitCode, LastLine(last.Output)));
        Assert.Equal("11", await world.TargetAsync("SELECT string_agg(price::text, ',') FROM events"));
        Assert.Equal("0", await world.LegacyAsync("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"));
        using var report = JsonDocument.Parse(world.Folder.Read("sync.json"));
        Assert.True(report.RootElement.GetProperty("facts").GetProperty("lagP99").GetDouble() > 0);
    }

    [Fact]
    public async Task Data_is_compared_and_what_only_the_target_has_is_named()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        await world.RunAsync("data", "run", "--yes");
        await world.ExecuteInLegacyAsync("DELETE FROM events WHERE clerk_user_id <> 'user_ana'; UPDATE events SET name = 'Other'");

        var kept = await world.RunAsync("data", "sync", "--compare", "--yes");
        Assert.Equal((1, "Compared: 1 row written, 0 deleted; 1 row only in the target: --delete-extra deletes them, if nothing else has written there."), (kept.ExitCode, LastLine(kept.Output)));
        var deleted = await world.RunAsync("data", "sync", "--compare", "--delete-extra", "--yes");
        Assert.Equal((0, "Compared: 0 rows written, 1 deleted."), (deleted.ExitCode, LastLine(deleted.Output)));
        Assert.Equal("Other", await world.TargetAsync("SELECT string_agg(name, ',') FROM events"));
    }

    [Fact]
    public async Task A_wrong_key_ends_it_before_anything_is_done()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        var run = await world.RunAsync(name => name == "WORKOS_API_KEY" ? "sk_hidden" : null, "users", "run", "--yes");
        run.ShouldRefuse("WorkOS");
        Assert.DoesNotContain("sk_hidden", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_issuer_and_share_are_those_of_the_command_line()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.ExecuteInLegacyAsync("DELETE FROM users WHERE email IS NULL");
        world.Folder.Write("users.csv", "id,totp_secret\nuser_ana,JBSWY3DPEHPK3PXP\n");
        world.Folder.Write("users.json", """[{"id":"user_bo","organization_memberships":[{"role":"org:member","organization":{"id":"org_1","name":"Clinic","slug":"clinic"}}]}]""");
        await world.RunAsync("users", "run", "--clerk-csv", "users.csv", "--clerk-json", "users.json", "--expert-type", "pro", "--patient-type", "private", "--organization-type", "team", "--totp-issuer", "Booking", "--concurrency", "1", "--yes");

        Assert.Equal("Ana's Account pro, Bo's Account private, Clinic team", await world.TargetAsync("SELECT string_agg(name || ' ' || type, ', ' ORDER BY name) FROM organizations"));
        Assert.Equal("Booking", Assert.Single(world.WorkOS.Factors).Issuer);

        await world.ExecuteInLegacyAsync("DELETE FROM users");
        var refused = await world.RunAsync("users", "sync", "--most-missing", "99%", "--yes");
        Assert.Contains("The sources lack 2 of the 2 users who have moved", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await world.RunAsync("users", "sync", "--most-missing", "1", "--yes")).ExitCode);
        Assert.All(world.WorkOS.Memberships, membership => Assert.Equal("inactive", membership.Status));
    }

    [Fact]
    public async Task What_webhooks_have_told_is_planned_carried_over_and_reported()
    {
        await using var world = await MigrationWorld.CreateAsync(server);
        await world.RunAsync("users", "run", "--yes");
        await world.ExecuteInTargetAsync(Webhook("msg_1", "user.created", "user_di", """{"id":"user_di","first_name":"Di","email_addresses":[{"id":"i","email_address":"di@example.com"}]}"""));
        await world.ExecuteInTargetAsync(Webhook("msg_2", "user.updated", "user_bo", """{"id":"user_bo","banned":true,"email_addresses":[{"id":"i","email_address":"bo@example.com"}]}"""));
        await world.ExecuteInTargetAsync(Webhook("msg_3", "organizationMembership.created", "user_el", """{"role":"org:member","organization":{"id":"org_1","name":"Clinic"}}""", "org_1"));

        Assert.Equal(1, (await world.RunAsync("users", "verify", "--report", "verified.json")).ExitCode);
        Assert.Contains("event_open", world.Folder.Read("verified.json"), StringComparison.Ordinal);
        var planned = await world.RunAsync("users", "plan", "--events");
        Assert.Equal("1 user would move, 0 would be rejected; 0.0 s at WorkOS's limits.", LastLine(planned.Output));
        await world.ExecuteInTargetAsync("DELETE FROM clerk2workos.rejects");

        var synced = await world.RunAsync("users", "sync", "--events", "--yes", "--report", "sync.json");
        Assert.Equal((1, "1 user moved, 3 in all; 1 webhook of Clerk's waits for the next sync."), (synced.ExitCode, LastLine(synced.Output)));
        using (var report = JsonDocument.Parse(world.Folder.Read("sync.json")))
        {
            var facts = report.RootElement.GetProperty("facts");
            Assert.Equal((1, 1, 2, 1), (facts.GetProperty("moved").GetInt32(), facts.GetProperty("banned").GetInt32(), facts.GetProperty("events").GetInt32(), facts.GetProperty("openEvents").GetInt32()));
        }

        await world.ExecuteInTargetAsync("DELETE FROM clerk2workos.clerk_events WHERE id = 'msg_3'");
        var reconciled = await world.RunAsync("users", "reconcile", "--events", "--yes");
        Assert.Equal((0, "0 users moved, 3 in all; nobody is left."), (reconciled.ExitCode, LastLine(reconciled.Output)));
    }

    /// <summary>A webhook as the application stores it.</summary>
    internal static string Webhook(string id, string type, string clerkUserId, string data, string? clerkOrgId = null) => $$"""
        INSERT INTO clerk2workos.clerk_events (id, type, clerk_user_id, clerk_org_id, happened_at, state_at, payload)
        VALUES ('{{id}}', '{{type}}', '{{clerkUserId}}', {{(clerkOrgId is null ? "NULL" : $"'{clerkOrgId}'")}}, now(), now(), '{"data":{{data}}}')
        """;

    private static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];
}
