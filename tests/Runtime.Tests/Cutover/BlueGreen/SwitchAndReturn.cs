using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.BlueGreen;
using Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen.Setting;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen;

/// <summary>A switch and what it leaves behind, while nobody is there.</summary>
[Collection(LogicalPostgreSql.Changes)]
public sealed class SwitchAndReturn(LogicalPostgreSql server)
{
    public static TheoryData<string> Steps => [.. BlueGreenWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_return_from_each_step_restores_both_databases_exactly(string step)
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation();
        await operation.PlanAsync();
        var before = await world.StateAsync();

        await operation.StartAsync(until: step);
        var after = await operation.RollbackAsync();

        Assert.Equal(CutoverState.RolledBack, after.State);
        Assert.Equal(before, await world.StateAsync());
        Assert.Equal(["gate", "gate_instances"], await world.LegacyRowsAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'clerk2workos' ORDER BY 1"));
        Assert.Equal(["open"], await world.LegacyRowsAsync("SELECT state FROM clerk2workos.gate"));
        Assert.Equal(["0"], await world.TargetRowsAsync("SELECT count(*) FROM pg_replication_slots WHERE database IN (current_database(), (SELECT replace(current_database(), 'target', 'legacy')))"));
    }

    [Fact]
    public async Task After_the_switch_the_new_application_writes_and_the_old_one_is_refused()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation();
        var said = new List<string>();

        var status = await operation.StartAsync(until: "verify-switch", said.Add);

        Assert.Equal(CutoverState.Watching, status.State);
        Assert.Contains(said, sentence => sentence.StartsWith("Writes were held for ", StringComparison.Ordinal));
        Assert.Equal(["forward"], await world.LegacyRowsAsync("SELECT state FROM clerk2workos.gate"));
        Assert.Equal(["open"], await world.TargetRowsAsync("SELECT state FROM clerk2workos.gate"));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => world.OnLegacyAsync("UPDATE event SET name = 'late'"));
        Assert.Equal("C2W01", refused.SqlState);
        var highest = await world.LegacyRowsAsync("SELECT max(id) + 1 FROM meeting");
        Assert.Equal(highest, await world.TargetRowsAsync($"INSERT INTO meetings (event_id, workos_user_id, org_id, guest_email, booking_key) SELECT id, workos_user_id, org_id, 'a@b.c', 'k1' FROM events LIMIT 1 RETURNING id"));
    }

    [Fact]
    public async Task What_was_written_since_the_switch_is_there_after_a_return_and_after_the_next_switch()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation();
        await operation.StartAsync(until: "flip");
        await world.OnTargetAsync($"""
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('org_g1', 'user-user_01K0000000000000000000GUES', 'G', 'patient_personal');
            INSERT INTO users (workos_user_id, email, first_name) VALUES ('user_01K0000000000000000000GUES', 'guest@example.com', 'Gia');
            INSERT INTO events (workos_user_id, org_id, name, price) SELECT 'user_01K0000000000000000000GUES', id, 'theirs', 9.50 FROM organizations WHERE workos_org_id = 'org_g1';
            INSERT INTO meetings (event_id, workos_user_id, org_id, guest_email, booking_key, guest_workos_user_id, guest_org_id)
                SELECT e.id, e.workos_user_id, e.org_id, 'guest@example.com', 'new', 'user_01K0000000000000000000GUES', o.id FROM events e, organizations o WHERE o.workos_org_id = 'org_g1' ORDER BY e.name LIMIT 1;
            UPDATE meetings SET note = 'changed' WHERE id = 3;
            UPDATE users SET email = 'other@example.com' WHERE workos_user_id = '{DataWorld.WorkOS(2)}';
            DELETE FROM meetings WHERE id = 4;
            """);

        await operation.RollbackAsync();

        await world.AssertInStepAsync();
        Assert.Equal(["workos:user_01K0000000000000000000GUES|Gia"], await world.LegacyRowsAsync("SELECT clerk_user_id, first_name FROM users WHERE email = 'guest@example.com'"));
        Assert.Equal(["~"], await world.LegacyRowsAsync("SELECT note FROM meeting WHERE booking_key = 'new'"));
        Assert.Equal(["102"], await world.LegacyRowsAsync("INSERT INTO meeting (event_id, clerk_user_id, guest_email, booking_key) SELECT id, clerk_user_id, 'old@example.com', 'old' FROM event WHERE name = 'theirs' RETURNING id"));

        await operation.StartAsync(until: "verify-switch");

        await world.AssertInStepAsync();
        Assert.Equal(["user_01K0000000000000000000GUES"], await world.TargetRowsAsync("SELECT workos_user_id FROM meetings WHERE booking_key = 'old'"));
        Assert.Equal(["0"], await world.TargetRowsAsync("SELECT count(*) FROM clerk2workos.rejects"));
    }

    [Fact]
    public async Task Nothing_is_left_of_it_when_it_is_finished()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation();
        await operation.PlanAsync();
        var before = await world.StateAsync();
        await operation.StartAsync(until: "verify-switch");

        var status = await operation.FinishAsync("nobody is there");

        Assert.Equal(CutoverState.Finished, status.State);
        Assert.Equal(before, await world.StateAsync());
        Assert.Equal(["gate", "gate_instances"], await world.LegacyRowsAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'clerk2workos' ORDER BY 1"));
        Assert.Equal(["forward"], await world.LegacyRowsAsync("SELECT state FROM clerk2workos.gate"));
        await Assert.ThrowsAsync<CutoverException>(() => operation.RollbackAsync());
    }

    [Fact]
    public async Task A_plan_shows_the_sql_of_each_step_and_changes_nothing()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation();
        var before = await world.StateAsync();

        var plan = await operation.PlanAsync();

        Assert.Equal(["follow", "catch-up", "prepare-return", "flip", "verify-switch", "end-return"], plan.Steps.Select(step => step.Name));
        Assert.All(plan.Steps, step => Assert.NotEmpty(step.Statements));
        Assert.All(plan.Steps, step => Assert.Empty(step.Obstacles));
        Assert.Contains(plan.Steps[2].Statements, sql => sql == "ALTER TABLE \"public\".\"users\" REPLICA IDENTITY USING INDEX \"users_workos_user_id_key\"");
        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task A_column_that_could_not_go_back_is_in_the_plan_and_in_the_way()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await world.OnLegacyAsync("ALTER TABLE meeting ADD COLUMN token text NOT NULL DEFAULT 'x'; ALTER TABLE meeting ALTER COLUMN token DROP DEFAULT");
        await using var operation = world.Operation();

        var refusal = await Assert.ThrowsAsync<CutoverException>(() => operation.StartAsync());

        Assert.Contains("token needs a value that the target does not have", refusal.Message, StringComparison.Ordinal);
        await operation.RollbackAsync();
    }

    [Fact]
    public async Task A_table_that_is_in_use_is_not_waited_for_longer_than_writes_may_be_held()
    {
        await using var world = await TwoSides.CreateAsync(server.Server);
        await using var operation = world.Operation(TwoSides.Options with { LongestHold = TimeSpan.FromSeconds(2) });
        await operation.StartAsync(until: "prepare-return");
        await using var other = await world.Legacy.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var write = new Npgsql.NpgsqlCommand("UPDATE event SET name = 'slow' WHERE name = 'e3'", other))
            await write.ExecuteNonQueryAsync();
        var said = new List<string>();

        var starting = operation.StartAsync(until: "flip", sentence =>
        {
            said.Add(sentence);
            if (sentence.Contains("attempt 2 of 5", StringComparison.Ordinal))
                transaction.Commit();
        });
        await starting;

        Assert.Contains(said, sentence => sentence.Contains("in use for too long; writes were held for", StringComparison.Ordinal));
        await world.AssertInStepAsync();
    }
}
