using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>The target is in use already.</summary>
[Collection(PostgreSql.Data)]
public sealed class FilledTargets(PostgreSql server)
{
    [Fact]
    public async Task Rows_that_are_there_stay_and_a_key_that_something_else_has_is_rejected()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE record (id integer PRIMARY KEY, clerk_user_id text NOT NULL, name text, extra json, UNIQUE (name))",
            "CREATE TABLE records (id integer PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, name text, extra json, note text, UNIQUE (name))");
        await world.OnLegacyAsync($"INSERT INTO record SELECT n, '{DataWorld.Clerk(1)}', 'r' || n, '{{\"a\":  1}}' FROM generate_series(1, 100) n");
        await world.OnTargetAsync($$"""
            INSERT INTO records VALUES (1, '{{DataWorld.WorkOS(1)}}', '{{DataWorld.Organization(1)}}', 'r1', '{"a":  1}', 'mine'), (2, '{{DataWorld.WorkOS(1)}}', '{{DataWorld.Organization(1)}}', 'another', NULL, NULL),
                (200, '{{DataWorld.WorkOS(2)}}', '{{DataWorld.Organization(2)}}', 'r50', NULL, NULL)
            """);

        var result = await world.RunAsync(chunkRows: 30);

        Assert.Equal(["public.record|[\"2\"]|key_taken", "public.record|[\"50\"]|constraint"], await world.RejectsAsync());
        Assert.Equal(1, result.Tables[0].There);
        Assert.Equal(97, result.Tables[0].Written);
        Assert.Equal(["1|r1|mine", "2|another|~", "3|r3|~", "200|r50|~"], await world.TargetRowsAsync("SELECT id, name, note FROM records WHERE id IN (1, 2, 3, 50, 200) ORDER BY id"));
        var verification = await world.Migration().VerifyAsync();
        Assert.Equal(["open_rejects", "open_rejects"], verification.Findings.Where(finding => finding.IsMismatch).Select(finding => finding.Code));
        Assert.Equal(["[\"200\"]"], verification.Findings.Single(finding => finding.Code == "only_in_target").Examples);
    }

    [Fact]
    public async Task Both_schemas_in_one_database()
    {
        await using var world = await DataWorld.CreateAsync(server, "SELECT", "CREATE SCHEMA old; CREATE TABLE old.event (id uuid PRIMARY KEY, clerk_user_id text); CREATE TABLE events (id uuid PRIMARY KEY, workos_user_id text, org_id uuid)");
        await world.OnTargetAsync($"INSERT INTO old.event SELECT gen_random_uuid(), '{DataWorld.Clerk(3)}' FROM generate_series(1, 50)");
        await using var migration = new Clerk2WorkOS.Migration.Data.DataMigration(world.TargetString, world.TargetString, DataWorld.Options(chunkRows: 11, workers: 2) with { LegacySchema = "old" });

        Assert.True((await migration.PlanAsync()).IsOneDatabase);
        Assert.True((await migration.RunAsync()).IsComplete);
        Assert.Equal([$"50|{DataWorld.WorkOS(3)}|{DataWorld.Organization(3)}"], await world.TargetRowsAsync("SELECT count(*), workos_user_id, org_id FROM events GROUP BY 2, 3"));
        Assert.True((await migration.VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task A_column_that_both_sides_have_keeps_the_Clerk_id_beside_the_new_one()
    {
        await using var world = await DataWorld.CreateAsync(server, "CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text)", "CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text, workos_user_id text, org_id uuid)");
        await world.OnLegacyAsync($"INSERT INTO event VALUES (1, '{DataWorld.Clerk(3)}')");

        Assert.True((await world.RunAsync()).IsComplete);
        Assert.Equal([$"1|{DataWorld.Clerk(3)}|{DataWorld.WorkOS(3)}|{DataWorld.Organization(3)}"], await world.TargetRowsAsync("SELECT * FROM event"));
    }
}
