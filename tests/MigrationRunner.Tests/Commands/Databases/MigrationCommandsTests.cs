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
    [InlineData("C2W_LEGACY", "", "users plan", "There is nowhere to take users from: give --legacy, --clerk-csv or --clerk-json, or several of them.")]
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
    [InlineData("", "", "data sync --compare --every 0", "--every takes a number from 1 to 86400.")]
    [InlineData("", "", "data plan --workers 0", "--workers takes a number from 1 to 64.")]
    [InlineData("", "", "data plan --mapping nothing.json", "The mapping file cannot be read")]
    [InlineData("", "", "users plan --clerk-csv nothing.csv", "nothing.csv")]
    [InlineData("", "", "users plan --report plan.pdf", "asks for a form that does not exist; there are .html, .json, .md.")]
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

        await world.LegacyAsync("DELETE FROM events WHERE clerk_user_id = 'user_cy'; UPDATE events SET price = 11 WHERE clerk_user_id = 'user_ana'; DELETE FROM events WHERE clerk_user_id = 'user_bo'");
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
        await world.LegacyAsync("DELETE FROM events WHERE clerk_user_id <> 'user_ana'; UPDATE events SET name = 'Other'");

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

    private static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];
}
