using System.Globalization;
using System.Text;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using CsCheck;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Random legacy databases, moved and compared with what a few lines of C# expect of them.</summary>
[Collection(PostgreSql.Collection)]
public sealed class AnyDatabase(PostgreSql server)
{
    private const int Mapped = 6;       // of eight users

    /// <summary>How many databases are tried; many more with <c>C2W_SOAK=1</c>.</summary>
    private static int Count => Environment.GetEnvironmentVariable("C2W_SOAK") == "1" ? 400 : 12;

    [Fact]
    public async Task What_can_move_moves_and_all_the_rest_is_rejected()
    {
        var tried = 0;
        await Databases.SampleAsync(
            async database =>
            {
                tried++;
                await CheckAsync(database);
            },
            iter: Count, threads: 1);
        Assert.True(tried >= Count);
    }

    private static Gen<Model> Databases =>
        from count in Gen.Int[1, 4]
        from tables in Tables(count)
        from chunkRows in Gen.Int[1, 12]
        from workers in Gen.Int[1, 3]
        select new Model(tables, chunkRows, workers);

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Table[]> Tables(int count) => Enumerable.Range(0, count).Aggregate(
        Gen.Const(Array.Empty<Table>()), (before, number) => from tables in before from table in OneTable(number, tables) select (Table[])[.. tables, table]);

    private static Gen<Table> OneTable(int number, Table[] before) =>
        from key in Any("integer", "text", "uuid", "bigint")
        from owner in Any(Owner.None, Owner.Optional, Owner.Demanded)
        from parent in number == 0 ? Gen.Const(-1) : Gen.Int[-1, number - 1]
        from self in Any(Link.None, Link.None, Link.Optional, Link.Demanded)
        from parentKey in Any(Where.Both, Where.Legacy, Where.Target)
        from organization in Any(true, true, false)
        from columns in Any(Column.All).Array[0, 5]
        from extra in Gen.Bool
        from missing in Gen.Bool
        from rows in Gen.Int[0, 25].SelectMany(size => Rows(size, columns, owner, parent < 0 ? 0 : before[parent].Rows.Length, self))
        select new Table(number, key, owner, parent < 0 || before[parent].Rows.Length == 0 ? -1 : parent, self, parentKey, organization, [.. columns.DistinctBy(column => column.Name)], extra, missing, rows);

    private static Gen<Row[]> Rows(int size, Column[] columns, Owner owner, int parents, Link self) =>
        (from user in owner == Owner.Optional ? Gen.Int[-2, 7] : Gen.Int[0, 7]
         from parent in parents == 0 ? Gen.Const(-1) : Gen.Int[0, parents - 1]
         from own in self == Link.Demanded ? Gen.Int[0, Math.Max(0, size - 1)] : Gen.Int[-size, Math.Max(0, size - 1)]
         from values in Gen.Int[0, 5].Array[columns.Length]
         select new Row(owner == Owner.None ? -1 : Math.Max(-1, user), parent, self == Link.None ? -1 : Math.Max(-1, own), values)).Array[size];

    private async Task CheckAsync(Model model)
    {
        await using var world = await DataWorld.CreateAsync(server, model.Sql(isLegacy: true), model.Sql(isLegacy: false), Mapped);
        await world.OnLegacyAsync(model.Inserts());

        var result = await world.RunAsync(chunkRows: model.ChunkRows, workers: model.Workers);

        var moved = model.Moved();
        for (var number = 0; number < model.Tables.Length; number++)
        {
            var table = model.Tables[number];
            var expected = moved[number].Select(row => table.Key(row)).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(expected, (await world.TargetRowsAsync($"SELECT id FROM {table.Target}")).Order(StringComparer.Ordinal));
            Assert.Equal(table.Rows.Length - expected.Length, result.OpenRejects.Where(reject => reject.Source == $"public.{table.Legacy}").Sum(reject => reject.Rows));
            var kept = $"WHERE id::text IN ({string.Join(", ", expected.Select(key => $"'{key}'").DefaultIfEmpty("''"))}) ORDER BY id::text COLLATE \"C\"";
            var shared = string.Join("", table.Columns.Select(column => $", {column.Name}::text")) + (table.Parent < 0 ? "" : ", parent_id::text") + (table.Self == Link.None ? "" : ", self_id::text");
            Assert.Equal(await world.LegacyRowsAsync($"SELECT id::text{shared} FROM {table.Legacy} {kept}"), await world.TargetRowsAsync($"SELECT id::text{shared} FROM {table.Target} {kept}"));
            if (table.Owner != Owner.None)
                Assert.Equal(await world.LegacyRowsAsync($"SELECT id, right(clerk_user_id, 6) FROM {table.Legacy} {kept}"), await world.TargetRowsAsync($"SELECT id, right(workos_user_id, 6) FROM {table.Target} {kept}"));
            if (table.HasOrganization)
                Assert.Equal(
                    moved[number].Select(row => $"{table.Key(row)}|{(model.User(number, row) is >= 0 and var user ? DataWorld.Organization(user).ToString() : "~")}").Order(StringComparer.Ordinal),
                    (await world.TargetRowsAsync($"SELECT id, org_id FROM {table.Target}")).Order(StringComparer.Ordinal));
        }

        var verification = await world.Migration().VerifyAsync();
        Assert.DoesNotContain(verification.Findings, finding => finding.IsMismatch && finding.Code is not "open_rejects" and not "unmapped_column" and not "no_organization");
        await world.MapAsync([6, 7]);
        Assert.True((await world.Migration().RetryAsync()).IsComplete);
    }

    private enum Owner
    {
        None,
        Optional,
        Demanded,
    }

    private enum Link
    {
        None,
        Optional,
        Demanded,
    }

    private enum Where
    {
        Both,
        Legacy,
        Target,
    }

    private sealed record Column(string Name, string Type, string[] Values)
    {
        public static Column[] All { get; } =
        [
            new("txt", "text", ["NULL", "''", "'ünï🎉'", "E'\\t\\n\\\\'", "'~|,\"'", "'x'"]),
            new("num", "numeric", ["NULL", "0.00", "-1.50", "'NaN'", "123456789012345678901234567890.1", "1e-20"]),
            new("at", "timestamptz", ["NULL", "'infinity'", "'2026-11-29 10:00:00.123456+05'", "'0001-01-01'", "'epoch'", "now()"]),
            new("doc", "jsonb", ["NULL", "'{}'", "'[1, {\"ä\": null}]'", "'\"text\"'", "'1.10'", "'{\"z\": 1, \"a\": 2}'"]),
            new("raw", "bytea", ["NULL", "''", "'\\x00ff'", "'\\x01'", "'\\xdeadbeef'", "'\\x5c'"]),
            new("list", "text[]", ["NULL", "'{}'", "'{a,NULL,\"b,c\"}'", "'{{1,2},{3,4}}'", "'{\"\"}'", "'[2:3]={x,y}'"]),
            new("kind", "mood", ["NULL", "'sad'", "'happy'", "'sad'", "NULL", "'happy'"]),
            new("flag", "boolean", ["NULL", "true", "false", "true", "false", "NULL"]),
            new("size", "double precision", ["NULL", "0.1", "-0.0", "'NaN'", "1e300", "'-Infinity'"]),
        ];
    }

    private sealed record Row(int User, int Parent, int Self, int[] Values);

    private sealed record Table(int Number, string KeyType, Owner Owner, int Parent, Link Self, Where ParentKey, bool HasOrganization, Column[] Columns, bool HasExtra, bool HasMissing, Row[] Rows)
    {
        public string Legacy => $"thing{Number}x";

        public string Target => $"thing{Number}xes";

        public string Key(int row) => KeyType switch
        {
            "text" => $"ké{row}",
            "uuid" => new Guid(row * 7919, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]).ToString(),
            _ => row.ToString(CultureInfo.InvariantCulture),
        };
    }

    private sealed record Model(Table[] Tables, int ChunkRows, int Workers)
    {
        public string Sql(bool isLegacy)
        {
            var sql = new StringBuilder("CREATE TYPE mood AS ENUM ('sad', 'happy'); ");
            foreach (var table in Tables)
            {
                var name = isLegacy ? table.Legacy : table.Target;
                sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE {name} (id {table.KeyType} PRIMARY KEY");
                if (table.Owner != Owner.None)
                    sql.Append(CultureInfo.InvariantCulture, $", {(isLegacy ? "clerk" : "workos")}_user_id text{(table.Owner == Owner.Demanded ? " NOT NULL" : "")}");
                if (table.HasOrganization && !isLegacy)
                    sql.Append(", org_id uuid");
                foreach (var column in table.Columns)
                    sql.Append(CultureInfo.InvariantCulture, $", {column.Name} {column.Type}");
                if (table.Parent >= 0)
                {
                    var parent = isLegacy ? Tables[table.Parent].Legacy : Tables[table.Parent].Target;
                    sql.Append(CultureInfo.InvariantCulture, $", parent_id {Tables[table.Parent].KeyType}{(table.ParentKey == (isLegacy ? Where.Target : Where.Legacy) ? "" : $" REFERENCES {parent} (id)")}");
                }

                if (table.Self != Link.None)
                    sql.Append(CultureInfo.InvariantCulture, $", self_id {table.KeyType}{(table.Self == Link.Demanded ? " NOT NULL" : "")} REFERENCES {name} (id)");
                sql.Append(isLegacy ? (table.HasExtra ? ", extra text); " : "); ") : (table.HasMissing ? ", missing text DEFAULT 'd'); " : "); "));
            }

            return sql.ToString();
        }

        public string Inserts()
        {
            var sql = new StringBuilder("SELECT 1; ");
            foreach (var table in Tables.Where(table => table.Rows.Length > 0))
            {
                var rows = table.Rows.Select((row, number) =>
                {
                    List<string> values = [$"'{table.Key(number)}'"];
                    if (table.Owner != Owner.None)
                        values.Add(row.User < 0 ? "NULL" : $"'{DataWorld.Clerk(row.User)}'");
                    values.AddRange(table.Columns.Select((column, index) => $"{column.Values[row.Values[index]]}::{column.Type}"));
                    if (table.Parent >= 0)
                        values.Add($"'{Tables[table.Parent].Key(row.Parent)}'");
                    if (table.Self != Link.None)
                        values.Add(row.Self < 0 ? "NULL" : $"'{table.Key(row.Self)}'");
                    return $"({string.Join(", ", values)})";
                });
                sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table.Legacy} VALUES {string.Join(", ", rows)}; ");
            }

            return sql.ToString();
        }

        /// <summary>The rows that can move, by table: the owner is in the map, or there is none, and everything that the row refers to can move.</summary>
        public List<HashSet<int>> Moved()
        {
            var moved = new List<HashSet<int>>();
            for (var number = 0; number < Tables.Length; number++)
            {
                var table = Tables[number];
                var rows = Enumerable.Range(0, table.Rows.Length).Where(row => (table.Parent < 0 || moved[table.Parent].Contains(table.Rows[row].Parent)) && User(number, row) < Mapped && table.Rows[row].User < Mapped).ToHashSet();
                while (table.Self != Link.None && rows.RemoveWhere(row => table.Rows[row].Self >= 0 && !rows.Contains(table.Rows[row].Self)) > 0)
                {
                    // until all that is left has its parent
                }

                moved.Add(rows);
            }

            return moved;
        }

        /// <summary>Whose organization a row is in; -1 for nobody's.</summary>
        public int User(int number, int row)
        {
            var (table, data) = (Tables[number], Tables[number].Rows[row]);
            return table.Owner != Owner.None && data.User >= 0 ? data.User : table.HasOrganization && table.Parent >= 0 ? Above(table.Parent, data.Parent) : -1;
        }

        private int Above(int number, int row)
        {
            var (table, data) = (Tables[number], Tables[number].Rows[row]);
            return table.Owner != Owner.None && data.User >= 0 ? data.User : table.Parent >= 0 ? Above(table.Parent, data.Parent) : -1;
        }
    }
}
