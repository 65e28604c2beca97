using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

namespace Clerk2WorkOS.MigrationRunner.Tests.Rehearsal;

/// <summary><c>rehearse</c>: what it says of the live run, and that nothing outside is touched.</summary>
[Collection(PostgreSql.Collection)]
public sealed class RehearsalTests(PostgreSql server)
{
    [Fact]
    public async Task A_platform_that_is_ready_is_moved_on_copies_alone()
    {
        await using var world = await RehearsalWorld.CreateAsync(server);
        var before = await world.PictureAsync();

        var run = await world.RunAsync("--target-sql", "target.sql", "--report", "rehearsal.json", "--report", "rehearsal.html", "--keep", "kept");

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
        Assert.StartsWith("All went well: the live run will take about ", LastLine(run.Output), StringComparison.Ordinal);
        Assert.Equal((before, 0), (await world.PictureAsync(), world.CallsOfWorkOS));
        var report = world.Report("rehearsal.json");
        Assert.Equal(("rehearse", 0), (report.GetProperty("command").GetString(), report.GetProperty("exitCode").GetInt32()));
        var facts = report.GetProperty("facts");
        Assert.Equal((30, 300, 330), (facts.GetProperty("users").GetInt32(), facts.GetProperty("rows").GetInt32(), facts.GetProperty("legacyRows").GetInt32()));
        Assert.Equal(
            ["live servers", "back-up", "target", "users", "data", "policies", "cut-over"],
            Rows(report, "steps").Select(step => $"{step.GetProperty("name").GetString()}{(step.GetProperty("isWell").GetBoolean() ? "" : "!")}"));
        Assert.Matches("^Switched by way of blue-green in .* and back in .*; every legacy row is as it was\\.$", Rows(report, "steps")[^1].GetProperty("outcome").GetString());
        var times = Rows(report, "liveTimes").Select(time => time.GetProperty("time").GetDouble()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Contains(Rows(report, "liveTimes"), time => time.GetProperty("part").GetString() == "users at WorkOS" && time.GetProperty("time").GetDouble() >= 30 / 25.0);
        Assert.Equal(["legacy.dump", "migration-user-map.json", "target.dump"], Directory.EnumerateFiles(world.Folder["kept"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_that_would_fail_live_is_named_with_what_to_do()
    {
        await using var world = await RehearsalWorld.CreateAsync(server);
        await world.ExecuteAsync("""
            INSERT INTO users (clerk_user_id, email) VALUES ('user_2phone', NULL), ('user_2twin', 'PERSON1@example.com');
            INSERT INTO events (clerk_user_id, name, details) VALUES ('user_2phone', 'Lost', NULL), ('user_2nobody', 'Nobody''s', NULL);
            UPDATE events SET details = jsonb_build_object('by', clerk_user_id) WHERE name = 'Consultation 1';
            """);
        var before = await world.PictureAsync();

        var run = await world.RunAsync("--target-sql", "target.sql", "--way", "in-place", "--report", "rehearsal.json", "--report", "rehearsal.md");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal((before, 0), (await world.PictureAsync(), world.CallsOfWorkOS));
        var report = world.Report("rehearsal.json");
        Assert.Equal(1, report.GetProperty("exitCode").GetInt32());
        var failures = Rows(report, "failures").Select(finding => $"{finding.GetProperty("step").GetString()} {finding.GetProperty("code").GetString()} {finding.GetProperty("count").GetInt64()}").ToList();
        Assert.Contains("users no_email 1", failures);
        Assert.Contains("users duplicate_email 2", failures);
        Assert.Contains(failures, failure => failure.StartsWith("data no_owner ", StringComparison.Ordinal));
        Assert.Contains(Rows(report, "notes"), note => note.GetProperty("code").GetString() == "hidden_ids" && note.GetProperty("count").GetInt64() == 30);
        Assert.StartsWith("Not tried: within one database", Rows(report, "steps")[^1].GetProperty("outcome").GetString(), StringComparison.Ordinal);
        Assert.Contains("--emails FILE", world.Folder.Read("rehearsal.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_without_the_keys_that_a_run_needs_stop_users_and_rows_and_the_rest_is_still_tried()
    {
        await using var world = await RehearsalWorld.CreateAsync(server);
        world.Folder.Write("target.sql", RehearsalWorld.TargetSql.Replace("CREATE UNIQUE INDEX ON users (lower(email));", "", StringComparison.Ordinal));

        var run = await world.RunAsync("--target-sql", "target.sql", "--report", "rehearsal.json");

        Assert.Equal(1, run.ExitCode);
        var report = world.Report("rehearsal.json");
        Assert.Contains(Rows(report, "failures"), finding => finding.GetProperty("code").GetString() == "users_blocked" && finding.GetProperty("sentence").GetString()!.Contains("lower", StringComparison.Ordinal));
        Assert.Equal(
            ["live servers", "back-up", "target", "users!", "data!", "policies", "cut-over!"],
            Rows(report, "steps").Select(step => $"{step.GetProperty("name").GetString()}{(step.GetProperty("isWell").GetBoolean() ? "" : "!")}"));
    }

    [Fact]
    public async Task The_live_target_gives_its_tables_and_keeps_its_rows_to_itself()
    {
        await using var world = await RehearsalWorld.CreateAsync(server);
        var target = await server.CreateDatabaseAsync();
        await using (var source = Npgsql.NpgsqlDataSource.Create(target))
        await using (var command = source.CreateCommand($"{RehearsalWorld.TargetSql}; INSERT INTO users (workos_user_id, email) VALUES ('user_guest', 'guest@example.com')"))
            await command.ExecuteNonQueryAsync();

        var run = await world.RunAsync("--target", target, "--app-role", "nobodys_role", "--way", "maintenance", "--report", "rehearsal.json");

        Assert.Equal(1, run.ExitCode);
        var report = world.Report("rehearsal.json");
        Assert.Equal("role_missing", Assert.Single(Rows(report, "failures")).GetProperty("code").GetString());
        Assert.Equal(30, report.GetProperty("facts").GetProperty("users").GetInt32());
        Assert.StartsWith("Switched by way of maintenance in ", Rows(report, "steps")[^1].GetProperty("outcome").GetString(), StringComparison.Ordinal);
        Assert.Contains(Rows(report, "liveTimes"), time => time.GetProperty("part").GetString() == "rolling the cut-over back, if it comes to that");
    }

    [Theory]
    [InlineData("The target's tables are not named: give --target-sql FILE, --target, or set C2W_TARGET.")]
    [InlineData("--target-sql takes a file of SQL that creates the target's tables", "--target-sql", "public")]
    [InlineData("--way takes maintenance, blue-green or in-place.", "--target-sql", "target.sql", "--way", "sideways")]
    [InlineData("--clerk-csv: there is no file", "--target-sql", "target.sql", "--clerk-csv", "nothing.csv")]
    [InlineData("is not empty: --keep takes a new folder.", "--target-sql", "target.sql", "--keep", "full")]
    [InlineData("The target's tables cannot be made from the file", "--target-sql", "broken.sql")]
    [InlineData("The legacy database cannot be reached.", "--target-sql", "target.sql", "--legacy", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d")]
    public async Task What_cannot_be_rehearsed_is_said_in_one_sentence(string sentence, params string[] arguments)
    {
        await using var world = await RehearsalWorld.CreateAsync(server);
        world.Folder.Write("broken.sql", "CREATE TABLE users (id");
        world.Folder.Write("full/file", "x");
        var run = await world.RunAsync(["--verbosity", "quiet", .. arguments]);
        run.ShouldRefuse(sentence);
        Assert.DoesNotContain("hidden", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_ends_it_and_leaves_nothing_behind()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var world = await RehearsalWorld.CreateAsync(server);
        var before = await world.PictureAsync();
        using var process = world.Start("--target-sql", "target.sql", "--report", "rehearsal.json");
        while (await process.StandardError.ReadLineAsync() is { } line && !line.StartsWith("back-up", StringComparison.Ordinal))
        {
            // it has a server of its own by now, and is about to copy
        }

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 130, error);
        Assert.Equal((before, 0), (await world.PictureAsync(), world.CallsOfWorkOS));
        Assert.Empty(Directory.EnumerateFileSystemEntries(world.Folder["tmp"]));
        Assert.False(File.Exists(world.Folder["rehearsal.json"]));
    }

    private static List<JsonElement> Rows(JsonElement report, string table) => [.. report.GetProperty("tables").GetProperty(table).EnumerateArray()];

    private static string LastLine(string output) => output.TrimEnd().Split('\n')[^1];
}
