using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>What names do not tell is asked, and said in the mapping file.</summary>
[Collection(PostgreSql.Data)]
public sealed class MappingFiles(PostgreSql server)
{
    [Fact]
    public async Task Ids_in_documents_texts_and_arrays_are_replaced_where_the_file_says_so()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE log (id integer PRIMARY KEY, data jsonb, raw json, note text, attendee_clerk_user_ids text[], untouched jsonb)",
            "CREATE TABLE logs (id integer PRIMARY KEY, data jsonb, raw json, note text, attendee_workos_user_ids varchar[], untouched jsonb)");
        var (one, two, unknown) = (DataWorld.Clerk(1), DataWorld.Clerk(2), DataWorld.Clerk(99));
        await world.OnLegacyAsync($$$"""
            INSERT INTO log VALUES
                (1, '{"user": {"id": "{{{one}}}"}, "others": [{"id": "{{{two}}}"}, {"id": "{{{unknown}}}"}], "kept": "{{{one}}}"}', '{ "user" : "{{{one}}}" }', 'by {{{one}}}, then {{{two}}}x and {{{two}}}.', ARRAY['{{{one}}}', NULL, '{{{two}}}'], '"{{{one}}}"'),
                (2, NULL, NULL, NULL, NULL, NULL), (3, '[]', '1', '', '{}', '{}')
            """);

        var result = await world.RunAsync("""{ "tables": { "log": { "rewrite": ["data.user.id", "data.others.id", "raw", "note"] } } }""");

        Assert.True(result.IsComplete);
        var (w1, w2) = (DataWorld.WorkOS(1), DataWorld.WorkOS(2));
        Assert.Equal(
            [
                $$$"""1|{"kept": "{{{one}}}", "user": {"id": "{{{w1}}}"}, "others": [{"id": "{{{w2}}}"}, {"id": "{{{unknown}}}"}]}|{ "user" : "{{{w1}}}" }|by {{{w1}}}, then {{{two}}}x and {{{w2}}}.|{{{{w1}}},NULL,{{{w2}}}}|"{{{one}}}" """.TrimEnd(),
                "2|~|~|~|~|~", "3|[]|1||{}|{}",
            ],
            await world.TargetRowsAsync("SELECT id, data, raw, note, attendee_workos_user_ids, untouched FROM logs ORDER BY id"));
        var left = (await world.Migration(DataWorld.Options("""{ "tables": { "log": { "rewrite": ["data.user.id", "data.others.id", "raw", "note"] } } }""")).VerifyAsync()).Findings.Where(finding => finding.Code == "clerk_ids_left").ToList();
        Assert.Equal(2, left.Count);
        Assert.Contains("data still holds Clerk ids at kept, others.id", left[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_columns_owners_values_and_what_stays_behind()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE appt (id integer PRIMARY KEY, who text, host_clerk_user_id text, stays text, label text NOT NULL); CREATE TABLE trash (id integer); INSERT INTO trash VALUES (1)",
            "CREATE TYPE kind AS ENUM ('online'); CREATE TABLE appointments (id integer PRIMARY KEY, host_workos_user_id text, org_id uuid NOT NULL, title text NOT NULL, kind kind NOT NULL)");
        await world.OnLegacyAsync($"INSERT INTO appt VALUES (1, 'x', '{DataWorld.Clerk(4)}', 'y', 'Checkup')");

        var before = await world.Migration().PlanAsync();
        Assert.Equal(["unmapped_table", "unmapped_table"], before.Problems.Select(problem => problem.Code));
        var result = await world.RunAsync("""
            {
                "ignoreTables": ["trash"],
                "tables": { "appt": { "target": "appointments", "owner": "host_clerk_user_id", "columns": { "label": "title" }, "ignoreColumns": ["who", "stays"], "values": { "kind": "online" } } },
            }
            """);

        Assert.Empty(result.Leftovers);
        Assert.Equal([$"1|{DataWorld.WorkOS(4)}|{DataWorld.Organization(4)}|Checkup|online"], await world.TargetRowsAsync("SELECT * FROM appointments"));
    }

    [Fact]
    public async Task The_row_s_own_organization_at_Clerk_comes_first()
    {
        await using var world = await DataWorld.CreateAsync(server, "CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text, org_id text)", "CREATE TABLE events (id integer PRIMARY KEY, workos_user_id text, org_id uuid)");
        await world.OnTargetAsync($"INSERT INTO clerk2workos.organization_map VALUES ('org_2aBcDeFgHiJkLmNoPqRsTuVwXy1', 'org_01', '{DataWorld.Organization(77)}')");
        await world.OnLegacyAsync($"INSERT INTO event VALUES (1, '{DataWorld.Clerk(1)}', 'org_2aBcDeFgHiJkLmNoPqRsTuVwXy1'), (2, '{DataWorld.Clerk(1)}', NULL), (3, '{DataWorld.Clerk(1)}', 'org_unknown')");

        await world.RunAsync();

        Assert.Equal([$"1|{DataWorld.Organization(77)}", $"2|{DataWorld.Organization(1)}"], await world.TargetRowsAsync("SELECT id, org_id FROM events ORDER BY id"));
        Assert.Equal(["public.event|[\"3\"]|no_owner"], await world.RejectsAsync());
    }

    [Fact]
    public async Task What_is_missing_in_the_target_is_said_and_what_it_demands_stops_the_run()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text, extra text)", "CREATE TABLE events (id integer PRIMARY KEY, workos_user_id text NOT NULL, slug text NOT NULL, missing text)");

        var plan = await world.Migration().PlanAsync();

        Assert.Equal(["demanded_column", "unmapped_column", "null_refused"], plan.Problems.Select(problem => problem.Code));
        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.RunAsync());
        Assert.Contains("events.slug needs a value", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await world.TargetRowsAsync("SELECT source FROM clerk2workos.checkpoints"));
    }

    [Theory]
    [InlineData("""{ "tabels": {} }""", "tabels")]
    [InlineData("""{ "tables": { "event": { "owners": "x" } } }""", "owners")]
    [InlineData("nothing", "cannot be read")]
    public void A_file_with_something_unknown_in_it_is_refused(string json, string named) =>
        Assert.Contains(named, Assert.Throws<MigrationException>(() => DataMapping.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Names_that_do_not_exist_are_refused()
    {
        await using var world = await DataWorld.CreateAsync(server, "CREATE TABLE event (id integer PRIMARY KEY)", "CREATE TABLE events (id integer PRIMARY KEY)");

        foreach (var mapping in (string[])["""{ "tables": { "evnt": {} } }""", """{ "tables": { "event": { "owner": "nobody" } } }""", """{ "tables": { "event": { "target": "x" } } }""", """{ "ignoreTables": ["x"] }"""])
            await Assert.ThrowsAsync<MigrationException>(() => world.RunAsync(mapping));
    }
}
