using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>What cannot go well is named before anything is touched.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class Obstacles(InPlacePostgreSql server)
{
    [Fact]
    public async Task Each_is_a_sentence_with_the_table_and_what_to_do()
    {
        await using var world = await InPlaceWorld.CreateAsync(
            server.Server,
            """
            CREATE TABLE users (clerk_user_id text PRIMARY KEY, email text);
            CREATE TABLE keyless (clerk_user_id text);
            CREATE TABLE short_ids (id serial PRIMARY KEY, clerk_user_id varchar(32));
            CREATE TABLE many (id serial PRIMARY KEY, clerk_user_ids text[]);
            CREATE TABLE twice (id serial PRIMARY KEY, clerk_user_id text, "clerkId" text);
            CREATE TABLE parts (id integer, clerk_user_id text, PRIMARY KEY (id)) PARTITION BY RANGE (id);
            CREATE TABLE checked (id serial PRIMARY KEY, clerk_user_id text CONSTRAINT looks_right CHECK (clerk_user_id LIKE 'user\_%'));
            CREATE TABLE accounts (id text PRIMARY KEY);
            CREATE TABLE linked (id serial PRIMARY KEY, clerk_user_id text REFERENCES accounts (id));
            CREATE TABLE own (id serial PRIMARY KEY, clerk_user_id text, org_id integer);
            """,
            $"""
            INSERT INTO clerk2workos.user_map VALUES ('{Platform.Clerk(0)}', '{Platform.WorkOS(0)}', '{Platform.Organization(0)}', 'org_0');
            INSERT INTO own (clerk_user_id) VALUES ('user_lost'), ('user_lost'), ('user_other');
            """);

        Assert.Equal(
            [
                "keyless has no primary key and no unique key without nulls: rows cannot be filled piece by piece.",
                "linked.clerk_user_id refers to accounts.id, which is not known as a Clerk id: name it under 'columns' in the mapping file.",
                "many.clerk_user_ids holds several Clerk ids in one value, which cannot be kept in step: name it under 'ignoreColumns' in the mapping file and move it by hand.",
                "own.org_id is a integer and cannot take organizations.id: name another column under 'organizationColumn' in the mapping file.",
                "parts is partitioned, and PostgreSQL builds no index on such a table beside running writes: name it under 'ignoreTables' in the mapping file and move it by hand.",
                "short_ids.clerk_user_id is a character varying(32): users born in WorkOS are kept there as 'workos:' and their id, which needs 64 characters.",
                "The check looks_right of checked refuses 'workos:user_01ABCDEFGHJKMNPQRSTVWXYZ00', as users born in WorkOS are kept in clerk_user_id: drop it, or let such ids pass.",
                "The primary key of users holds clerk_user_id, which is to be dropped in the end: give the table another primary key first.",
                "twice.clerk_user_id and twice.clerkId would both become workosUserId: name another for one of them under 'columns' in the mapping file.",
                "3 rows of own have 2 Clerk ids in clerk_user_id that are not in the id map, such as user_lost: move these users, or allow such rows (--allow-unmapped).",
            ],
            (await world.ObstaclesAsync("freeze-map")).OrderBy(sentence => char.IsDigit(sentence[0])).ThenBy(sentence => sentence, StringComparer.OrdinalIgnoreCase));

        world.Options = world.Options with { AllowUnmapped = true };
        world.All = new CutoverOptions
        {
            Data = new DataMigrationOptions
            {
                Mapping = DataMapping.Parse("""
                    { "ignoreTables": ["users", "keyless", "short_ids", "parts", "checked", "linked"],
                      "tables": { "many": { "ignoreColumns": ["clerk_user_ids"] }, "twice": { "columns": { "clerkId": "old_workos_id" } }, "own": { "organizationColumn": "organization_id" } } }
                    """),
            },
        };
        await world.DoAsync("soak");
        Assert.Equal(["id|clerk_user_id|org_id|workos_user_id|organization_id"], await world.RowsAsync("SELECT string_agg(attname, '|' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'own'::regclass AND attnum > 0"));
    }

    [Fact]
    public async Task Without_an_id_map_there_is_nothing_to_go_by()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, "CREATE TABLE event (id serial PRIMARY KEY, clerk_user_id text)", "SELECT 1");

        Assert.Equal(["The id map is empty: 'clerk2workos users run' comes first."], await world.ObstaclesAsync("freeze-map"));
    }

    [Fact]
    public async Task Reads_are_not_switched_while_no_instance_follows()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await world.DoAsync("policies");
        world.Options = world.Options with { WithoutInstances = false };

        Assert.Equal(["No instance of the application has followed the switch in the last ten seconds: deploy it with AddCutoverSwitch first, or tell it in another way (--without-instances)."], await world.ObstaclesAsync("switch-reads"));
    }

    [Fact]
    public async Task An_instance_that_does_not_follow_is_named_and_the_step_can_be_done_again()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await world.DoAsync("policies");
        world.Options = world.Options with { WithoutInstances = false, Patience = TimeSpan.FromMilliseconds(300) };
        await world.OnAsync("INSERT INTO clerk2workos.id_switch_instances (instance, epoch) VALUES ('machine/1/a', 0)");

        var refusal = await Assert.ThrowsAsync<CutoverException>(() => world.DoAsync("switch-reads", first: "switch-reads"));
        Assert.Equal("1 instances do not follow the switch, the first: machine/1/a.", refusal.Message);

        await world.OnAsync("UPDATE clerk2workos.id_switch_instances SET epoch = 1, seen_at = now()");
        await world.DoAsync("switch-reads", first: "switch-reads");
    }
}
