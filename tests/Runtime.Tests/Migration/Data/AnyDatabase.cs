using System.Globalization;
using System.Text;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using CsCheck;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Random legacy databases, moved and compared with what a few lines of C# expect of them.</summary>
[Collection(PostgreSql.Data)]
public sealed class AnyDatabase(PostgreSql server, LogicalPostgreSql logical) : IClassFixture<LogicalPostgreSql>
{
    private const int Mapped = 6;       // of eight users

    /// <summary>How many databases are tried; many more with <c>C2W_SOAK=1</c>.</summary>
    private static int Count => Soak.IsOn ? 400 : 12;

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

    /// <summary>Each table needs the one before it, and the first may refer to the last.</summary>
    [Fact]
    public async Task Tables_in_a_circle_move_and_what_refers_to_a_row_that_does_not_is_named()
    {
        var (tried, lost) = (0, 0);
        await Circles.SampleAsync(
            async circle =>
            {
                tried++;
                lost += await CheckCircleAsync(circle.Model, circle.Back);
            },
            iter: Count, threads: 1);
        Assert.True(tried >= Count && lost > 0);
    }

    [Fact]
    public async Task It_is_the_same_within_one_database()
    {
        var (tried, within) = (0, 0);
        await Databases.SampleAsync(
            async database =>
            {
                tried++;
                within += await CheckWithinAsync(database);
            },
            iter: Count, threads: 1);
        Assert.True(tried >= Count && within > 0);
    }

    /// <summary>What happens in the legacy database after the copy: every value may change, rows are added and deleted.</summary>
    [Fact]
    public async Task What_changes_afterwards_follows_by_the_log_and_by_comparison()
    {
        var tried = 0;
        var pairs = from before in Databases from after in Changed(before) from isCompared in Gen.Bool from isMapped in Gen.Bool select (before, after, isCompared, isMapped);
        await pairs.SampleAsync(
            async pair =>
            {
                tried++;
                await CheckAfterAsync(pair.before, pair.after, pair.isCompared, pair.isMapped);
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

    private static Gen<(Model Model, int[] Back)> Circles =>
        from model in Databases.Where(model => model.Tables.Length > 1 && model.Tables.All(table => table.Rows.Length > 0))
        from back in Gen.Int[-1, model.Tables[^1].Rows.Length - 1].Array[model.Tables[0].Rows.Length]
        select (model with { Tables = [.. model.Tables.Select((table, number) => InCircle(table, number, number == 0 ? 0 : model.Tables[number - 1].Rows.Length))] }, back);

    // The first has an owner of its own, and refers to others of its own kind in no circle of its own: neither comes by way of the last.
    private static Table InCircle(Table table, int number, int parents) => number == 0
        ? table with { Owner = Owner.Demanded, Self = Link.None, Rows = [.. table.Rows.Select((row, index) => row with { User = row.User < 0 ? index % 8 : row.User, Self = -1 })] }
        : table with
        {
            Parent = number - 1,
            ParentKey = Where.Both,
            IsParentNeeded = true,
            Rows = [.. table.Rows.Select((row, index) => row with { Parent = (row.Parent < 0 ? index : row.Parent) % parents })],
        };

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

    /// <summary>The same tables with other values in the same rows, more rows, and some rows gone that nothing refers to.</summary>
    private static Gen<Model> Changed(Model model) => model.Tables.Aggregate(
        Gen.Const(Array.Empty<Table>()),
        (before, table) =>
            from tables in before
            from more in Gen.Int[0, table.Self == Link.Demanded ? 0 : 5]
            from rows in Rows(table.Rows.Length + more, table.Columns, table.Owner, table.Parent < 0 ? 0 : tables[table.Parent].Rows.Length, table.Self)
            from keeps in Gen.Bool.Array[rows.Length]
            select (Table[])[.. tables, table with { Rows = [.. rows.Select((row, index) => index < table.Rows.Length && keeps[index] ? table.Rows[index] : row)] }])
        .SelectMany(tables => Gen.Int[0, 4].Select(part => (model with { Tables = tables }).WithoutUnused(part)));

    private async Task CheckAfterAsync(Model before, Model after, bool isCompared, bool isMapped)
    {
        await using var world = await DataWorld.CreateAsync(logical.Server, before.Sql(isLegacy: true), before.Sql(isLegacy: false), Mapped);
        await world.OnLegacyAsync(before.Inserts());
        var options = DataWorld.Options(chunkRows: before.ChunkRows, workers: before.Workers);
        var syncing = new DataSyncOptions { Source = isCompared ? DataSyncSource.Comparison : DataSyncSource.Replication, DeleteExtra = isCompared, End = DataSyncEnd.CaughtUp };
        if (isCompared)
            await world.Migration(options).RunAsync();
        else
            await world.Migration(options).SyncAsync(syncing);

        await world.OnLegacyAsync(after.Changes(before));
        if (isMapped)
            await world.MapAsync([6, 7]);
        await world.Migration(options).SyncAsync(isCompared ? syncing : syncing with { End = DataSyncEnd.Finished });

        await AssertMovedAsync(world, after, await world.Migration().VerifyAsync(), isMapped ? 8 : Mapped);
    }

    /// <returns>How many references lead to a row that has not moved.</returns>
    private async Task<int> CheckCircleAsync(Model model, int[] back)
    {
        var (first, last) = (model.Tables[0], model.Tables[^1]);
        string Back(string table, string other) => string.Create(CultureInfo.InvariantCulture, $" ALTER TABLE {table} ADD back_id {last.KeyType} REFERENCES {other} (id)");
        await using var world = await DataWorld.CreateAsync(
            server, model.Sql(isLegacy: true) + Back(first.Legacy, last.Legacy), model.Sql(isLegacy: false) + Back(first.Target, last.Target), Mapped);
        await world.OnLegacyAsync(model.Inserts(named: true));
        await world.OnLegacyAsync(string.Concat(back.Select((row, number) => row < 0 ? "" : $"UPDATE {first.Legacy} SET back_id = '{last.Key(row)}' WHERE id = '{first.Key(number)}'; ")) + "SELECT 1");

        await world.RunAsync(chunkRows: model.ChunkRows, workers: model.Workers);

        var moved = model.Moved(Mapped);
        for (var number = 0; number < model.Tables.Length; number++)
            Assert.Equal(moved[number].Select(row => model.Tables[number].Key(row)).Order(StringComparer.Ordinal), (await world.TargetRowsAsync($"SELECT id FROM {model.Tables[number].Target}")).Order(StringComparer.Ordinal));
        var lost = moved[0].Where(row => back[row] >= 0 && !moved[^1].Contains(back[row])).ToList();
        Assert.Equal(
            moved[0].Select(row => $"{first.Key(row)}|{(back[row] >= 0 && !lost.Contains(row) ? last.Key(back[row]) : "~")}").Order(StringComparer.Ordinal),
            (await world.TargetRowsAsync($"SELECT id, back_id FROM {first.Target}")).Order(StringComparer.Ordinal));
        Assert.Equal(
            lost.Select(row => $"[\"{first.Key(row)}\"]").Order(StringComparer.Ordinal),
            (await world.TargetRowsAsync("SELECT key FROM clerk2workos.rejects WHERE reason = 'link_missing' AND detail LIKE '%back_id%'")).Order(StringComparer.Ordinal));

        await world.MapAsync([6, 7]);
        Assert.True((await world.Migration().RetryAsync()).IsComplete);
        Assert.Equal(
            await world.LegacyRowsAsync($"SELECT id::text, back_id::text FROM {first.Legacy} ORDER BY id::text COLLATE \"C\""),
            await world.TargetRowsAsync($"SELECT id::text, back_id::text FROM {first.Target} ORDER BY id::text COLLATE \"C\""));
        return lost.Count;
    }

    /// <returns>How many tables' pieces did not leave the database.</returns>
    private async Task<int> CheckWithinAsync(Model model)
    {
        await using var world = await DataWorld.CreateAsync(server, "SELECT 1", $"CREATE SCHEMA old; SET search_path = old; {model.Sql(isLegacy: true)} RESET search_path; {model.Sql(isLegacy: false)}", Mapped);
        await world.OnTargetAsync($"SET search_path = old; {model.Inserts()} RESET search_path");
        await using var one = world.Within("old");
        var options = DataWorld.Options(chunkRows: model.ChunkRows, workers: model.Workers) with { LegacySchema = "old" };

        await one.Migration(options).RunAsync();

        await AssertMovedAsync(one, model, await one.Migration(options).VerifyAsync(), Mapped);
        return int.Parse((await world.TargetRowsAsync("SELECT count(DISTINCT snapshot) FROM clerk2workos.checkpoints")).Single(), CultureInfo.InvariantCulture) > 1 ? 1 : 0;
    }

    private async Task CheckAsync(Model model)
    {
        await using var world = await DataWorld.CreateAsync(server, model.Sql(isLegacy: true), model.Sql(isLegacy: false), Mapped);
        await world.OnLegacyAsync(model.Inserts());

        var result = await world.RunAsync(chunkRows: model.ChunkRows, workers: model.Workers);

        await AssertMovedAsync(world, model, await world.Migration().VerifyAsync(), Mapped);
        Assert.Equal(result.Rejected, (await world.RejectsAsync()).Length);
        await world.MapAsync([6, 7]);
        Assert.True((await world.Migration().RetryAsync()).IsComplete);
    }

    private static async Task AssertMovedAsync(DataWorld world, Model model, DataVerification verification, int mapped)
    {
        var moved = model.Moved(mapped);
        var rejects = await world.RejectsAsync();
        for (var number = 0; number < model.Tables.Length; number++)
        {
            var table = model.Tables[number];
            var expected = moved[number].Select(row => table.Key(row)).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(expected, (await world.TargetRowsAsync($"SELECT id FROM {table.Target}")).Order(StringComparer.Ordinal));
            Assert.Equal(table.Rows.Count(row => !row.IsGone) - expected.Length, rejects.Count(reject => reject.Contains($".{table.Legacy}|", StringComparison.Ordinal)));
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

        Assert.DoesNotContain(verification.Findings, finding => finding.IsMismatch && finding.Code is not "open_rejects" and not "unmapped_column" and not "no_organization");
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

    private sealed record Row(int User, int Parent, int Self, int[] Values)
    {
        public bool IsGone { get; init; }
    }

    private sealed record Table(int Number, string KeyType, Owner Owner, int Parent, Link Self, Where ParentKey, bool HasOrganization, Column[] Columns, bool HasExtra, bool HasMissing, Row[] Rows)
    {
        public bool IsParentNeeded { get; init; }

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
                    sql.Append(CultureInfo.InvariantCulture, $", parent_id {Tables[table.Parent].KeyType}{(table.IsParentNeeded ? " NOT NULL" : "")}{(table.ParentKey == (isLegacy ? Where.Target : Where.Legacy) ? "" : $" REFERENCES {parent} (id)")}");
                }

                if (table.Self != Link.None)
                    sql.Append(CultureInfo.InvariantCulture, $", self_id {table.KeyType}{(table.Self == Link.Demanded ? " NOT NULL" : "")} REFERENCES {name} (id)");
                sql.Append(isLegacy ? (table.HasExtra ? ", extra text); " : "); ") : (table.HasMissing ? ", missing text DEFAULT 'd'); " : "); "));
            }

            return sql.ToString();
        }

        public string Inserts(bool named = false)
        {
            var sql = new StringBuilder("SELECT 1; ");
            foreach (var table in Tables.Where(table => table.Rows.Length > 0))
                sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table.Legacy} {(named ? $"({string.Join(", ", Columns(table))}) " : "")}VALUES {string.Join(", ", table.Rows.Select((_, number) => $"({string.Join(", ", Values(table, number))})"))}; ");
            return sql.ToString();
        }

        /// <summary>What makes these rows of those that were there before: an UPDATE for each that differs, additions, deletions.</summary>
        public string Changes(Model before)
        {
            var sql = new StringBuilder("SELECT 1; ");
            for (var number = 0; number < Tables.Length; number++)
            {
                var (table, was) = (Tables[number], before.Tables[number].Rows);
                for (var row = was.Length; row < table.Rows.Length; row++)
                    sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table.Legacy} VALUES ({string.Join(", ", Values(table, row, withSelf: false))}); ");
                var columns = Columns(table);
                for (var row = 0; row < table.Rows.Length; row++)
                    sql.Append(CultureInfo.InvariantCulture, $"UPDATE {table.Legacy} SET {string.Join(", ", columns.Zip(Values(table, row), (column, value) => $"{column} = {value}"))} WHERE id = '{table.Key(row)}'; ");
            }

            foreach (var table in Tables.Reverse())
            {
                foreach (var (row, number) in table.Rows.Select((row, number) => (row, number)).Where(pair => pair.row.IsGone))
                    sql.Append(CultureInfo.InvariantCulture, $"DELETE FROM {table.Legacy} WHERE id = '{table.Key(number)}'; ");
            }

            return sql.ToString();
        }

        /// <summary>Without every fifth row, as far as nothing refers to it.</summary>
        public Model WithoutUnused(int part)
        {
            var tables = Tables.ToArray();
            for (var number = tables.Length - 1; number >= 0; number--)
            {
                var table = tables[number];
                var used = tables.Where(other => other.Parent == number).SelectMany(other => other.Rows.Where(row => !row.IsGone).Select(row => row.Parent)).Concat(table.Rows.Select(row => row.Self)).ToHashSet();
                tables[number] = table with { Rows = [.. table.Rows.Select((row, index) => row with { IsGone = index % 5 == part && !used.Contains(index) })] };
            }

            return this with { Tables = tables };
        }

        private static List<string> Columns(Table table)
        {
            List<string> columns = ["id"];
            if (table.Owner != Owner.None)
                columns.Add("clerk_user_id");
            columns.AddRange(table.Columns.Select(column => column.Name));
            if (table.Parent >= 0)
                columns.Add("parent_id");
            if (table.Self != Link.None)
                columns.Add("self_id");
            return columns;
        }

        private List<string> Values(Table table, int number, bool withSelf = true)
        {
            var row = table.Rows[number];
            List<string> values = [$"'{table.Key(number)}'"];
            if (table.Owner != Owner.None)
                values.Add(row.User < 0 ? "NULL" : $"'{DataWorld.Clerk(row.User)}'");
            values.AddRange(table.Columns.Select((column, index) => $"{column.Values[row.Values[index]]}::{column.Type}"));
            if (table.Parent >= 0)
                values.Add($"'{Tables[table.Parent].Key(row.Parent)}'");
            if (table.Self != Link.None)
                values.Add(row.Self < 0 || !withSelf ? "NULL" : $"'{table.Key(row.Self)}'");
            return values;
        }

        /// <summary>The rows that can move, by table: the owner is in the map, or there is none, and everything that the row refers to can move.</summary>
        public List<HashSet<int>> Moved(int mapped)
        {
            var moved = new List<HashSet<int>>();
            for (var number = 0; number < Tables.Length; number++)
            {
                var table = Tables[number];
                var rows = Enumerable.Range(0, table.Rows.Length).Where(row => !table.Rows[row].IsGone && (table.Parent < 0 || moved[table.Parent].Contains(table.Rows[row].Parent)) && User(number, row) < mapped && table.Rows[row].User < mapped).ToHashSet();
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
