using System.Net;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Maintenance;

/// <summary>From one database to the other while both applications answer 503, and back.</summary>
[Collection(CutoverServer.Maintenance)]
public sealed class SwitchBehindMaintenance(CutoverServer server)
{
    [Fact]
    public async Task Everything_moves_and_the_new_application_serves()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server);
        Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.Old));
        await using var operation = notes.Operator();

        var fenced = await operation.StartAsync(until: "fence-writes");
        Assert.Equal(CutoverState.Running, fenced.State);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (await notes.WriteAsync(notes.Old), await notes.WriteAsync(notes.New)));
        var late = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => notes.World.OnLegacyAsync("DELETE FROM notes"));
        Assert.Equal("C2W01", late.SqlState);

        var status = await operation.StartAsync();
        Assert.True(status.IsGreen);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (await notes.WriteAsync(notes.Old), await notes.WriteAsync(notes.New)));
        Assert.Equal(["102|102|written"], await notes.World.TargetRowsAsync("SELECT count(*), max(id), max(text) FROM notes"));

        Assert.Equal(CutoverState.Finished, (await operation.FinishAsync()).State);
        var left = await notes.LegacyPictureAsync();
        Assert.Contains("trigger clerk2workos_write_fence", left, StringComparison.Ordinal);
        Assert.DoesNotContain("slot", left, StringComparison.Ordinal);
        Assert.DoesNotContain("publication", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_still_comes_to_the_old_application_is_passed_on_where_it_knows_the_new_one()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server, passesOn: true);
        await using var operation = notes.Operator();

        await operation.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.Old));
        Assert.Equal(["101"], await notes.World.TargetRowsAsync("SELECT count(*) FROM notes"));
    }

    [Fact]
    public async Task From_every_step_a_rollback_restores_what_was_before()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server);
        await using var operation = notes.Operator();
        var before = await notes.LegacyPictureAsync();
        foreach (var step in (await operation.PlanAsync()).Steps.Where(step => !step.IsFinal))
        {
            await operation.StartAsync(until: step.Name);
            Assert.Equal(CutoverState.RolledBack, (await operation.RollbackAsync()).State);
            Assert.Equal(before, await notes.LegacyPictureAsync());
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await notes.WriteAsync(notes.Old), await notes.WriteAsync(notes.New)));
    }

    [Fact]
    public async Task A_rollback_that_would_lose_rows_says_which_and_wants_to_be_told()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server);
        await using (var operation = notes.Operator())
        {
            await operation.StartAsync();
            Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.New));
            await notes.World.OnTargetAsync("UPDATE notes SET text = 'changed' WHERE id = 1");

            var refused = await Assert.ThrowsAsync<CutoverException>(() => operation.RollbackAsync());
            Assert.Contains("nothing carries that back to the legacy database: \"public\".\"notes\" 2 rows written.", refused.Message, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.New));
        }

        await using var accepting = notes.Operator(acceptsLoss: true);
        var said = new List<string>();
        Assert.Equal(CutoverState.RolledBack, (await accepting.RollbackAsync(say: said.Add)).State);
        Assert.Contains("LOST for the application, and still in the target: \"public\".\"notes\" 3 rows written.", said);
        Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.Old));
    }

    [Fact]
    public async Task Without_the_new_application_it_does_not_open()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server);
        await using var operation = notes.Operator();
        await operation.StartAsync(until: "verify-copy");
        await notes.World.OnTargetAsync("UPDATE clerk2workos.gate_instances SET seen_at = now() - interval '1 minute'; ALTER TABLE clerk2workos.gate_instances ADD CONSTRAINT none CHECK (seen_at < now() - interval '30 seconds') NOT VALID");

        var refused = await Assert.ThrowsAsync<CutoverException>(() => operation.StartAsync());

        Assert.StartsWith("'open-target' cannot begin: No instance of the new application follows the target's gate", refused.Message, StringComparison.Ordinal);
    }
}
