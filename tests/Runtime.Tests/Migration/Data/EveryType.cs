using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>What a column holds arrives to the bit, and where the types differ nothing is lost.</summary>
[Collection(PostgreSql.Data)]
public sealed class EveryType(PostgreSql server)
{
    private const string Types = """
        CREATE TYPE mood AS ENUM ('sad', 'so "so"', 'glücklich');
        CREATE TYPE place AS (street text, number integer);
        CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
        CREATE DOMAIN short AS varchar(10);
        """;

    private const string Columns = """"
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {0} text, a smallint, b integer, c bigint, d real, e double precision, f numeric, g numeric(20,6), h boolean,
        i text, j varchar(30), k char(8), l bytea, m date, n time, o timetz, p timestamp, q timestamptz, r interval, s uuid, t json, u jsonb, v inet, w cidr, x macaddr, y bit(5), z varbit,
        aa money, ab xml, ac point, ad tsvector, ae int4range, af numrange, ag mood, ah positive, ai short, aj mood[], ak text[], al integer[], am jsonb[], an place, ao timestamptz[],
        ap uuid[], aq numeric[], ar name, at "char", au int8multirange, av box, aw place[], "Odd ""Näme""" text, av2 short[]
        """";

    [Fact]
    public async Task All_of_them_arrive_to_the_bit()
    {
        await using var world = await DataWorld.CreateAsync(
            server, $"{Types}CREATE TABLE thing ({Columns.Replace("{0}", "clerk_user_id", StringComparison.Ordinal)}, doubled integer GENERATED ALWAYS AS (b * 2) STORED);",
            // Types made in another order have other numbers.
            $"CREATE TYPE unrelated AS ENUM ('x'); {Types}CREATE TABLE things ({Columns.Replace("{0}", "workos_user_id", StringComparison.Ordinal)}, org_id uuid, doubled integer GENERATED ALWAYS AS (b * 2) STORED);");
        await world.OnLegacyAsync($$$""""
            INSERT INTO thing (clerk_user_id, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, ab, ac, ad, ae, af, ag, ah, ai, aj, ak, al, am, an, ao, ap, aq, ar, at, au, av, aw, "Odd ""Näme""", av2)
            SELECT '{{{DataWorld.Clerk(1)}}}', -32768, 2147483 + n, -9223372036854775808, 1.1::real / 3, 1e-300 * n, 12345678901234567890.123456789012345678901234567890 * n, 3.141593, n % 2 = 0,
                E'ünï\t\\ "quoted" 🎉 ' || n, 'varying ' || n, 'ab', '\x00ff10deadbeef'::bytea, '0044-03-15 BC', '23:59:59.999999', '12:00:00+05:45', '2028-02-29'::timestamp - interval '1 day' + interval '1 microsecond',
                '2026-11-29 12:34:56.789012+13', '1 year -2 mons 3 days -04:05:06.789', gen_random_uuid(), '{"b": 1,  "a": [1, 2.50, null], "b": 2}', '{"z": "\u00e9", "n": 1.10, "o": {"p": []}}', '10.1.2.3/8', '10.0.0.0/8',
                '08:00:2b:01:02:03', B'10101', B'110', 12.34, '<a b="c">d</a>', '(1.5,-2)', 'a fat cat', '[1,5)', '(,2.5]', 'so "so"', n, 'short', ARRAY['sad', NULL, 'glücklich']::mood[], ARRAY['a', NULL, '', 'ü"{},'],
                ARRAY[[1, 2], [3, 4]], ARRAY['{"a": 1}']::jsonb[], ROW('Rua "A"', n)::place, ARRAY[now()], ARRAY[gen_random_uuid()], ARRAY[1.50, NULL, 'NaN']::numeric[], 'nam', 'c', '{[1,3),[7,9)}', '(1,2),(3,4)',
                ARRAY[ROW('x', 1)::place], 'odd', ARRAY['x']::short[]
            FROM generate_series(1, 20) n;
            INSERT INTO thing (clerk_user_id, d, e, f, q, l, i, k) VALUES ('{{{DataWorld.Clerk(2)}}}', 'NaN', '-Infinity', 'NaN', 'infinity', '', '', '');
            INSERT INTO thing DEFAULT VALUES;
            """");

        var result = await world.RunAsync(chunkRows: 6);

        Assert.True(result.IsComplete, string.Join('\n', result.OpenRejects));
        Assert.Empty(result.Leftovers);
        Assert.Equal(await world.LegacyRowsAsync("SELECT t.* FROM thing t ORDER BY id").WithoutId(DataWorld.Clerk(1)), await world.TargetRowsAsync(
            $"SELECT {string.Join(", ", (await world.LegacyRowsAsync("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'thing'::regclass AND attnum > 0 ORDER BY attnum")).Select(name => name == "clerk_user_id" ? "workos_user_id" : name))} FROM things ORDER BY id").WithoutId(DataWorld.WorkOS(1)));
        var verification = await world.Migration().VerifyAsync();
        Assert.DoesNotContain(verification.Findings, finding => finding.IsMismatch && finding.Code != "no_organization");
        Assert.Empty(verification.Tables[0].NotCompared);
    }

    [Fact]
    public async Task Types_that_differ_are_converted_and_what_does_not_convert_is_rejected_with_its_reason()
    {
        await using var world = await DataWorld.CreateAsync(
            server,
            """
            CREATE TYPE mood AS ENUM ('sad', 'happy', 'gone');
            CREATE TABLE converted (id integer PRIMARY KEY, a varchar(20), b integer, c mood, d text, e text, f json, g timestamp, h smallint, i real, j mood[], k text, l text, m char(5), n uuid, o date, p varchar(40));
            INSERT INTO converted SELECT n, 'text', n, 'happy', 'sad', '0f8fad5b-d9cb-469f-a165-70867728950e', '{"a":  1}', '2026-11-29 10:00', n, 0.5, '{sad,happy}', '12.50', '42', 'ab', '0f8fad5b-d9cb-469f-a165-70867728950e', '2026-11-29', 'short' FROM generate_series(1, 12) n;
            UPDATE converted SET c = 'gone' WHERE id = 2;
            UPDATE converted SET d = 'nobody''s mood' WHERE id = 3;
            UPDATE converted SET e = 'no uuid' WHERE id = 4;
            UPDATE converted SET l = '99999999999999' WHERE id = 5;
            UPDATE converted SET p = 'longer than ten' WHERE id = 6;
            UPDATE converted SET j = '{gone}' WHERE id = 7;
            UPDATE converted SET f = '{"a": "\u0000"}' WHERE id = 8;
            """,
            """
            CREATE TYPE mood AS ENUM ('happy', 'sad');
            CREATE TABLE converted (id bigint PRIMARY KEY, a text, b bigint, c mood, d mood, e uuid, f jsonb, g timestamptz, h numeric, i double precision, j mood[], k numeric, l integer, m text, n text, o timestamp, p varchar(10));
            """);

        var result = await world.RunAsync("""{ "tables": { "converted": { "timeZone": "Europe/Lisbon" } } }""", chunkRows: 5);

        Assert.Equal(7, result.Rejected);
        Assert.Equal(
            ["[\"2\"]|conversion", "[\"3\"]|conversion", "[\"4\"]|conversion", "[\"5\"]|conversion", "[\"6\"]|conversion", "[\"7\"]|conversion", "[\"8\"]|conversion"],
            await world.TargetRowsAsync("SELECT key, reason FROM clerk2workos.rejects ORDER BY key"));
        Assert.Empty(await world.TargetRowsAsync("SELECT detail FROM clerk2workos.rejects WHERE detail LIKE '%no uuid%' OR detail LIKE '%nobody%'"));
        Assert.Equal(
            ["1|text|1|happy|sad|0f8fad5b-d9cb-469f-a165-70867728950e|{\"a\": 1}|2026-11-29 10:00:00|1|0.5|{sad,happy}|12.50|42|ab|0f8fad5b-d9cb-469f-a165-70867728950e|2026-11-29 00:00:00|short"],
            await world.TargetRowsAsync("SELECT id, a, b, c, d, e, f, g AT TIME ZONE 'Europe/Lisbon', h, i, j, k, l, m, n, o, p FROM converted WHERE id = 1"));
        Assert.Equal(["1", "9", "10", "11", "12"], await world.TargetRowsAsync("SELECT id FROM converted ORDER BY id"));
        Assert.Contains((await world.Migration().PlanAsync()).Problems, problem => problem is { Code: "enum_labels", IsBlocking: false });
    }

    [Theory]
    [InlineData("numeric(10,4)", "numeric(10,2)")]
    [InlineData("numeric", "numeric(10,2)")]
    [InlineData("timestamptz", "timestamptz(0)")]
    [InlineData("bigint", "integer")]
    [InlineData("double precision", "real")]
    [InlineData("timestamp", "timestamptz")]
    [InlineData("text", "point")]
    public async Task A_conversion_that_may_lose_something_is_refused_before_anything_is_copied(string from, string to)
    {
        await using var world = await DataWorld.CreateAsync(server, $"CREATE TABLE t (id integer PRIMARY KEY, v {from})", $"CREATE TABLE t (id integer PRIMARY KEY, v {to})");

        var plan = await world.Migration().PlanAsync();
        var refusal = await Assert.ThrowsAsync<Clerk2WorkOS.Migration.MigrationException>(() => world.RunAsync());

        Assert.Contains(plan.Problems, problem => problem is { Code: "conversion", IsBlocking: true });
        Assert.Contains("t.v → t.v", refusal.Message, StringComparison.Ordinal);
    }
}

internal static class Rows
{
    /// <summary>The rows without this one's id, which is another on the other side.</summary>
    public static async Task<string[]> WithoutId(this Task<string[]> rows, string id) =>
        [.. (await rows).Select(row => row.Replace(id, "1", StringComparison.Ordinal).Replace(DataWorld.Clerk(2), "2", StringComparison.Ordinal).Replace(DataWorld.WorkOS(2), "2", StringComparison.Ordinal))];
}
