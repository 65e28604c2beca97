using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

namespace Clerk2WorkOS.MigrationRunner.Tests.Cutover;

/// <summary><c>cutover …</c> as an operator gives it, by way of maintenance; an instance of each application is made up.</summary>
[Collection(PostgreSql.Collection)]
public sealed class CutoverCommandsTests(PostgreSql server) : IAsyncLifetime
{
    private static readonly string[] Skips = ["--skip", "rls", "--skip", "rehearsal", "--reason", "tried elsewhere", "--backup-command", "date +%s"];

    private MigrationWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await MigrationWorld.CreateAsync(server);
        await _world.ExecuteInLegacyAsync("DELETE FROM events WHERE clerk_user_id = 'user_cy'; DELETE FROM users WHERE clerk_user_id = 'user_cy'");
        Assert.Equal(0, (await _world.RunAsync("users", "run", "--yes")).ExitCode);
        foreach (var side in (string[])["legacy", "target"])
        {
            var opened = await _world.RunAsync("cutover", "gate", "open", "--side", side);
            Assert.Equal((0, "The gate is open; 0 instances follow."), (opened.ExitCode, opened.Output.Trim()));
        }

        const string Instance = "INSERT INTO clerk2workos.gate_instances VALUES ('one', 1000, 0, now() + interval '1 day', '{}')";
        await _world.ExecuteInLegacyAsync(Instance);
        await _world.ExecuteInTargetAsync(Instance);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task From_the_plan_to_the_end()
    {
        var plan = await _world.RunAsync(["cutover", "plan", "--way", "maintenance", .. Skips]);
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.EndsWith("Nothing stands in the way of 7 steps.\n", plan.Output, StringComparison.Ordinal);

        var dry = await _world.RunAsync(["cutover", "start", "--way", "maintenance", "--dry-run", .. Skips]);
        Assert.Equal(0, dry.ExitCode);
        Assert.Contains("CREATE TRIGGER clerk2workos_write_fence BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON \"public\".\"events\"", dry.Output, StringComparison.Ordinal);
        Assert.Equal("open", await _world.LegacyAsync("SELECT state FROM clerk2workos.gate"));

        var asked = await _world.RunAsync(["cutover", "start", "--way", "maintenance", .. Skips]);
        Assert.Equal((2, "clerk2workos: This switches production: --yes says that this is meant."), (asked.ExitCode, asked.Error.Trim()));

        var paused = await _world.RunAsync(["cutover", "start", "--way", "maintenance", "--until", "verify-copy", "--yes", .. Skips]);
        Assert.Equal(0, paused.ExitCode);
        Assert.EndsWith("'open-target' comes next. 'clerk2workos cutover start' goes on, 'clerk2workos cutover rollback' goes back.\n", paused.Output, StringComparison.Ordinal);
        Assert.Contains("UTC  fence-writes: Refuse writes to the copied tables of the legacy database …", paused.Error, StringComparison.Ordinal);

        var done = await _world.RunAsync("cutover", "start", "--window", "1s", "--yes");
        Assert.Equal(0, done.ExitCode);
        Assert.Equal("2", await _world.TargetAsync("SELECT count(*) FROM events"));

        var report = _world.Folder.Root + "/status.json";
        Assert.Equal(0, (await _world.RunAsync("cutover", "status", "--report", report)).ExitCode);
        using (var status = JsonDocument.Parse(await File.ReadAllTextAsync(report)))
        {
            Assert.Equal(("watching", "maintenance"), (status.RootElement.GetProperty("facts").GetProperty("state").GetString(), status.RootElement.GetProperty("facts").GetProperty("way").GetString()));
            Assert.Equal(["done", "done", "done", "done", "done", "done", "pending"], status.RootElement.GetProperty("tables").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("state").GetString()!));
            Assert.Equal("skipped: tried elsewhere", status.RootElement.GetProperty("tables").GetProperty("prerequisites").EnumerateArray().Where(found => found.GetProperty("name").GetString() == "rls")
                .Select(found => $"{found.GetProperty("state")}: {found.GetProperty("sentence")}").Single());
        }

        var finished = await _world.RunAsync("cutover", "finish", "--yes");
        Assert.Equal(0, finished.ExitCode);
        Assert.EndsWith("Finished; nothing comes next.\n", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_exit_code_1_and_back_again_is_0()
    {
        var missing = await _world.RunAsync("cutover", "start", "--way", "maintenance", "--yes");
        Assert.Equal(1, missing.ExitCode);
        Assert.EndsWith("3 of 6 prerequisites are not met; nothing was begun.\n", missing.Output, StringComparison.Ordinal);
        Assert.Contains("not met  Nothing says how old the youngest back-up is", missing.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await _world.RunAsync(["cutover", "start", "--way", "maintenance", "--until", "carry-last-changes", "--yes", .. Skips])).ExitCode);
        Assert.Equal(0, (await _world.RunAsync("cutover", "rollback", "--to", "raise-maintenance", "--yes")).ExitCode);
        var back = await _world.RunAsync("cutover", "rollback", "--yes");
        Assert.Equal(0, back.ExitCode);
        Assert.EndsWith("Rolled back; 'clerk2workos cutover start' would begin anew.\n", back.Output, StringComparison.Ordinal);
        Assert.Equal("open 0", await _world.LegacyAsync("SELECT (SELECT state FROM clerk2workos.gate) || ' ' || (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)"));
    }

    [Theory]
    [InlineData("No cut-over is under way: --way says how production changes over", "start", "--yes")]
    [InlineData("--way takes maintenance, blue-green or in-place, not 'fast'.", "plan", "--way", "fast")]
    [InlineData("--skip needs --reason", "plan", "--way", "maintenance", "--skip", "backup")]
    [InlineData("--early needs --reason", "finish", "--early")]
    [InlineData("--window takes a length of time such as 30s, 30m, 24h or 7d, not 'soon'.", "start", "--window", "soon")]
    [InlineData("No cut-over was begun: there is nothing to roll back.", "rollback", "--yes")]
    [InlineData("Production is not switched: there is nothing to finish.", "finish", "--yes")]
    [InlineData("There is no step 'later'", "start", "--way", "maintenance", "--until", "later", "--yes", "--skip", "rls", "--skip", "rehearsal", "--skip", "backup", "--reason", "tried elsewhere")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var refused = await _world.RunAsync(["cutover", .. arguments]);

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"clerk2workos: {sentence}", refused.Error, StringComparison.Ordinal);
    }
}
