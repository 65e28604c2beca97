using System.Globalization;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Prerequisites;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>What is asked before the first step, and what is watched after the last.</summary>
[Collection(CutoverServer.Engine)]
public sealed class PrerequisitesAndWindow(CutoverServer server) : IAsyncLifetime
{
    private SwitchedDatabase _world = null!;

    private static CutoverStep[] Steps => [new WrittenStep("one"), new WrittenStep("final")];

    public async Task InitializeAsync()
    {
        _world = await SwitchedDatabase.CreateAsync(server);
        await _world.Operator(Steps).PlanAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("date +%s", null)]
    [InlineData("date -u +%Y-%m-%dT%H:%M:%SZ", null)]
    [InlineData("echo 2001-01-01T00:00:00Z", "The youngest back-up is of 2001-01-01 00:00 UTC")]
    [InlineData("echo 2999-01-01T00:00:00Z", "The back-up command names a moment in the future")]
    [InlineData("echo secret; exit 3", "The back-up command ended with 3.")]
    [InlineData("echo yesterday or so", "The back-up command has to print one moment")]
    [InlineData(null, "Nothing says how old the youngest back-up is")]
    public async Task A_backup_has_to_be_young(string? command, string? refusal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var found = await AskAsync(new BackupPrerequisite(), new CutoverOptions { BackupCommand = command });

        Assert.Equal(refusal is null ? PrerequisiteState.Met : PrerequisiteState.NotMet, found.State);
        Assert.StartsWith(refusal ?? "The youngest back-up is of ", found.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", found.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rehearse", 0, 1, null)]
    [InlineData("rehearse", 1, 1, "found something that would fail")]
    [InlineData("rehearse", 0, 8, "days old; 7 are allowed")]
    [InlineData("data verify", 0, 1, "is the report of another command")]
    [InlineData(null, 0, 0, "is none: 'clerk2workos rehearse --report FILE.json' writes it")]
    public async Task A_rehearsal_has_to_be_young_and_passed(string? command, int exitCode, int daysAgo, string? refusal)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, command is null ? "{}" : string.Create(
            CultureInfo.InvariantCulture, $$"""{"schemaVersion":1,"command":"{{command}}","verdict":"","startedAt":"{{DateTimeOffset.UtcNow.AddDays(-daysAgo):O}}","seconds":1,"exitCode":{{exitCode}}}"""));
        var found = await AskAsync(new RehearsalPrerequisite(), new CutoverOptions { RehearsalReport = file });
        File.Delete(file);

        Assert.Equal(refusal is null ? PrerequisiteState.Met : PrerequisiteState.NotMet, found.State);
        Assert.Contains(refusal ?? "and nothing failed", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_once_and_nothing_is_begun()
    {
        var refused = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps, prerequisites: [new BackupPrerequisite(), new RehearsalPrerequisite(), new GatePrerequisite()]).StartAsync());

        Assert.Equal(["backup", "rehearsal", "gate"], refused.Prerequisites.Where(prerequisite => prerequisite.State == PrerequisiteState.NotMet).Select(prerequisite => prerequisite.Name));
        Assert.Equal("", await _world.WrittenAsync());
    }

    [Fact]
    public async Task What_is_skipped_is_kept_with_its_reason_and_asked_only_before_the_first_step()
    {
        var options = new CutoverOptions { Window = TimeSpan.Zero, Skipped = new Dictionary<string, string> { ["backup"] = "the provider keeps them" } };
        var status = await _world.Operator(Steps, options, [new BackupPrerequisite()]).StartAsync(until: "one");
        Assert.Equal([new PrerequisiteStatus("backup", PrerequisiteState.Skipped, "the provider keeps them")], status.Prerequisites);

        await _world.Operator(Steps, prerequisites: [new BackupPrerequisite()]).StartAsync(until: "one");
        var unknown = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps, options, [new GatePrerequisite()]).RollbackAsync().ContinueWith(_ =>
            _world.Operator(Steps, options, [new GatePrerequisite()]).StartAsync(), TaskScheduler.Default).Unwrap());
        Assert.Equal("There is no prerequisite 'backup' to skip; there are gate.", unknown.Message);
    }

    [Fact]
    public async Task Before_the_windows_end_finish_wants_a_reason()
    {
        await _world.SeeInstanceAsync("{}");
        var options = new CutoverOptions { Window = TimeSpan.FromDays(1) };
        await _world.Operator(Steps, options).StartAsync(until: "one");

        var early = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps, options).FinishAsync());
        Assert.StartsWith("The window ends at ", early.Message, StringComparison.Ordinal);
        Assert.Equal("one", await _world.WrittenAsync());

        await _world.Operator(Steps, options).FinishAsync("the servers go at noon");
        Assert.Equal(("one final", "the servers go at noon"), (await _world.WrittenAsync(), await _world.ScalarAsync("SELECT finished_early FROM clerk2workos.cutovers")));
    }

    [Theory]
    [InlineData("""{"requests":1000,"errors":11,"p99":90,"auditWrites":1}""", "errors")]
    [InlineData("""{"requests":1000,"errors":10,"p99":121,"auditWrites":1}""", "p99")]
    [InlineData("""{"requests":1000,"p99":90,"signIns":30,"signInFailures":7,"auditWrites":1}""", "sign-in-failures")]
    [InlineData("""{"requests":1000,"p99":90,"webhooks":100,"webhookFailures":6,"auditWrites":1}""", "webhook-failures")]
    [InlineData("""{"requests":1000,"p99":90,"auditWrites":0}""", "audit-writes")]
    [InlineData("""{"requests":1000,"errors":10,"p99":119,"auditWrites":1,"signIns":30,"signInFailures":6,"webhooks":100,"webhookFailures":5}""", null)]
    [InlineData("""{"requests":10,"errors":9,"p99":900,"signIns":10,"signInFailures":9}""", null)]
    public async Task A_signal_over_its_limit_ends_the_watching_and_can_roll_back(string now, string? over)
    {
        await _world.SeeInstanceAsync("""{"requests":1000,"p99":60,"auditWrites":40}""");
        var options = new CutoverOptions { Window = over is null ? TimeSpan.Zero : TimeSpan.FromDays(1), RollsBackOnSignal = true };
        await _world.Operator(Steps, options).StartAsync(until: "one");
        await _world.SeeInstanceAsync(now);

        var status = await _world.Operator(Steps, options).StartAsync(say: _world.Say);

        Assert.Equal(over is null ? [] : [over], status.Signals.Where(signal => signal.IsOver).Select(signal => signal.Name));
        Assert.Equal(over is null ? (CutoverState.Watching, "one") : (CutoverState.RolledBack, "one -one"), (status.State, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task Without_an_instance_rows_or_a_sync_that_keep_up_it_is_not_green()
    {
        var step = new WrittenStep("one") { Does = (context, token) => context.Memory.KeepAsync("one", "lag-ms", "30001", token) };
        var status = await _world.Operator([step]).StartAsync(until: "one");
        await _world.ExecuteAsync("INSERT INTO clerk2workos.rejects VALUES ('row', 't', '[\"1\"]', 'no_owner', NULL, 1)");

        status = await _world.Operator([step]).StatusAsync();

        Assert.Equal(["instances", "sync-lag", "open-rejects"], status.Signals.Where(signal => signal.IsOver).Select(signal => signal.Name));
    }

    private async Task<PrerequisiteStatus> AskAsync(Prerequisite prerequisite, CutoverOptions options)
    {
        await using var target = NpgsqlDataSource.Create(_world.Address);
        var context = new CutoverContext { Target = target, TargetConnectionString = _world.Address, Options = options, Memory = new ForgottenMemory(), Say = _world.Say };
        return Assert.Single(await PrerequisiteCheck.RunAsync([prerequisite], context, default));
    }
}
