using System.Globalization;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>The old columns go last, and not while anything reads them.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class Contraction(InPlacePostgreSql server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("in-place-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Afterwards_nothing_of_Clerk_is_left_in_the_tables()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 60);
        await world.OnAsync("CREATE EXTENSION pg_stat_statements");
        await world.SoakAsync();
        world.Options = world.Options with { CodeReport = Report("[]") };

        await world.DoAsync("contract", first: "contract");

        Assert.Empty(await world.RowsAsync("SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND a.attname ILIKE '%clerk%' AND NOT a.attisdropped"));
        Assert.Empty(await world.RowsAsync("SELECT tgname FROM pg_trigger WHERE tgname LIKE '%clerk2workos%'"));
        Assert.Empty(await world.RowsAsync("SELECT proname FROM pg_proc WHERE pronamespace = 'clerk2workos'::regnamespace"));
        await world.OnAsync($"INSERT INTO meeting (event_id, workos_user_id, booking_key, guest_email) VALUES (1, '{Platform.WorkOS(0)}', 'after', 'g@example.com')");
        Assert.Equal(["t|t"], await world.RowsAsync("SELECT reads_workos, writes_workos FROM clerk2workos.id_switch"));
        await world.DoAsync("contract", first: "contract");      // again it does nothing
        Assert.Equal("The Clerk ids have been dropped: only the back-up has them.", (await Assert.ThrowsAsync<CutoverException>(() => world.UndoAsync("contract"))).Message);
    }

    [Fact]
    public async Task Ended_at_any_statement_it_is_completed_while_people_write()
    {
        await using var undisturbed = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await undisturbed.SoakAsync();
        undisturbed.Options = undisturbed.Options with { CodeReport = Report("[]") };
        var expected = (await InPlaceWorld.Step("contract").PreviewAsync(undisturbed.Context, CancellationToken.None)).Count;

        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await world.SoakAsync();
        world.Options = world.Options with { CodeReport = Report("[]") };
        var writes = 0;
        for (var at = 3; at <= expected; at += 7)
        {
            await Record.ExceptionAsync(() => world.DoAsync("contract", new EndingAt(at), first: "contract"));
            await world.OnAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO meeting (event_id, workos_user_id, booking_key, guest_email) VALUES (1, '{Platform.WorkOS(0)}', 'write-{writes++}', 'g@example.com')"));
        }

        await world.DoAsync("contract", first: "contract");

        Assert.Equal([$"{writes}"], await world.RowsAsync("SELECT count(*) FROM meeting WHERE booking_key LIKE 'write-%'"));
        Assert.Empty(await world.RowsAsync("SELECT attname FROM pg_attribute WHERE attname = 'clerk_user_id' AND NOT attisdropped AND attrelid::regclass::text NOT LIKE 'clerk2%'"));
    }

    [Fact]
    public async Task Whatever_still_names_or_reads_an_old_column_stands_in_the_way()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 200);
        await world.OnAsync("CREATE EXTENSION pg_stat_statements");
        await world.SoakAsync();
        await world.OnAsync("""
            CREATE VIEW busy AS SELECT clerk_user_id, count(*) FROM meeting GROUP BY 1;
            CREATE FUNCTION mine(who text) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM meeting WHERE clerk_user_id = who $$;
            CREATE FUNCTION other() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM meeting WHERE guest_name <> 'clerk_user_id' $$;
            CREATE POLICY own_rows ON record USING (clerk_user_id = current_user);
            CREATE FUNCTION notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER watched AFTER UPDATE OF clerk_user_id ON schedule FOR EACH ROW EXECUTE FUNCTION notice();
            ALTER TABLE audit_logs ADD COLUMN short text GENERATED ALWAYS AS (left(clerk_user_id, 5)) STORED;
            """);
        await world.RowsAsync($"SET enable_seqscan = off; SELECT pg_stat_force_next_flush(); SELECT booking_key FROM meeting WHERE clerk_user_id = '{Platform.Clerk(1)}' ORDER BY start_time DESC");

        var obstacles = (await world.ObstaclesAsync("contract")).Select(sentence => sentence.StartsWith("A statement", StringComparison.Ordinal) ? sentence[sentence.IndexOf("): ", StringComparison.Ordinal)..] : sentence).Order(StringComparer.Ordinal).ToList();

        Assert.Contains("The view busy names meeting.clerk_user_id.", obstacles);
        Assert.Contains("The function mine names clerk_user_id.", obstacles);
        Assert.Contains("The policy own_rows names record.clerk_user_id.", obstacles);
        Assert.Contains("The trigger watched names schedule.clerk_user_id.", obstacles);
        Assert.Contains("The generated column short names audit_logs.clerk_user_id.", obstacles);
        Assert.Contains("): SELECT booking_key FROM meeting WHERE clerk_user_id = $1 ORDER BY start_time DESC", obstacles);
        Assert.Contains(obstacles, sentence => sentence.StartsWith("The index meeting_clerk was used ", StringComparison.Ordinal));
        Assert.Contains(obstacles, sentence => sentence.StartsWith("No report of the code is named", StringComparison.Ordinal));
        Assert.Equal(8, obstacles.Count);       // and the function other is none: the name stands in a text
    }

    [Theory]
    [InlineData("""[{ "status": "listed", "path": "src/Meetings.cs" }]""", "The report of the code has 1 findings, the first in src/Meetings.cs.")]
    [InlineData("""[{ "status": "info", "path": "src/Meetings.cs" }]""", null)]
    public async Task The_report_of_the_code_has_to_find_nothing(string findings, string? obstacle)
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await world.SoakAsync();
        world.Options = world.Options with { CodeReport = Report(findings) };

        Assert.Equal(obstacle is null ? [] : [obstacle], await world.ObstaclesAsync("contract"));
    }

    private string Report(string findings)
    {
        var path = Path.Combine(_folder, "code.json");
        File.WriteAllText(path, $$"""{ "schemaVersion": 1, "command": "check", "partial": false, "exitCode": 0, "findings": {{findings}}, "unloadedProjects": [], "baseline": null }""");
        return path;
    }

    private sealed class EndingAt(int at) : Clerk2WorkOS.Cutover.InPlace.Keeping.StatementListener
    {
        private int _done;

        public override ValueTask DoneAsync(string sql) => ++_done == at ? throw new OperationCanceledException() : ValueTask.CompletedTask;
    }
}
