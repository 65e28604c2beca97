using System.Globalization;
using System.Text;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;
using CsCheck;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>Random tables, switched and compared with what a few lines of C# expect of them, and taken back.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class AnyTables(InPlacePostgreSql server)
{
    private const int Mapped = 5;       // of seven users; and two of three organizations

    private static readonly string[] Owners = ["clerk_user_id", "clerkUserId", "CLERK_ID", "clerk_sub"];
    private static readonly string[] Others = ["expert_clerk_user_id", "createdByClerkUserId", "approved_by_clerk_id"];

    private static int Count => Soak.IsOn ? 200 : 6;

    [Fact]
    public async Task Every_id_that_the_map_has_is_there_and_nothing_is_left_of_it_after_the_way_back()
    {
        var tried = 0;
        await Models.SampleAsync(
            async model =>
            {
                tried++;
                await CheckAsync(model);
            },
            iter: Count, threads: 1);
        Assert.True(tried >= Count);
    }

    private static Gen<Table[]> Models =>
        from count in Gen.Int[1, 3]
        from tables in (from key in Gen.Int[0, 2]
                        from owner in Gen.Int[0, Owners.Length]
                        from isRequired in Gen.Bool
                        from isIndexed in Gen.Bool
                        from other in Gen.Int[0, Others.Length]
                        from hasOrganization in Gen.Bool
                        from hasParent in Gen.Bool
                        from rows in (from user in Gen.Int[-1, 6] from second in Gen.Int[-1, 6] from organization in Gen.Int[-1, 2] from parent in Gen.Int[0, 100] select new Row(user, second, organization, parent)).Array[0, 25]
                        select new Table(key, owner == Owners.Length ? null : Owners[owner], isRequired, isIndexed, other == Others.Length ? null : Others[other], hasOrganization, hasParent, rows)).Array[count]
        select tables;

    private async Task CheckAsync(Table[] tables)
    {
        // The first one always has something to move.
        tables = [tables[0] with { Key = 0, Owner = tables[0].Owner ?? "clerk_user_id" }, .. tables[1..]];
        await using var world = await InPlaceWorld.CreateAsync(server.Server, Schema(tables), Rows(tables));
        world.Options = world.Options with { AllowUnmapped = true, BatchRows = 7 };
        var before = await world.StateAsync();

        await world.DoAsync("dual-write");
        await world.OnAsync("UPDATE t0 SET note = 'written meanwhile' WHERE id % 3 = 0");
        await world.DoAsync("soak", first: "back-fill");

        for (var index = 0; index < tables.Length; index++)
        {
            var table = tables[index];
            foreach (var (column, user) in table.Columns)
            {
                var found = await world.RowsAsync($"SELECT \"{Workos(column)}\" FROM t{index} ORDER BY place");
                Assert.Equal(table.Rows.Select(row => user(row) is >= 0 and < Mapped and var id ? Platform.WorkOS(id) : "~"), found);
            }

            if (Owner(tables, index))
                Assert.Equal(table.Rows.Select((_, row) => Organization(tables, index, row)), await world.RowsAsync($"SELECT org_id FROM t{index} ORDER BY place"));
        }

        await world.UndoAsync("soak");
        await world.OnAsync("UPDATE t0 SET note = NULL");
        Assert.Equal(before, await world.StateAsync());
    }

    private static string Schema(Table[] tables)
    {
        var sql = new StringBuilder();
        for (var index = 0; index < tables.Length; index++)
        {
            var table = tables[index];
            var key = table.Key switch { 0 => "id integer PRIMARY KEY", 1 => "id uuid PRIMARY KEY", _ => "team text, number numeric(8,2), PRIMARY KEY (team, number)" };
            sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE t{index} ({key}, place integer, note text");
            foreach (var (column, user) in table.Columns)
                sql.Append(CultureInfo.InvariantCulture, $", \"{column}\" {(table.IsIndexed ? "varchar(80)" : "text")}{(table.IsRequired && table.Rows.All(row => user(row) >= 0) ? " NOT NULL" : "")}");
            if (table.HasOrganization)
                sql.Append(", clerk_org_id text");
            if (Parent(tables, index) is { } parent)
                sql.Append(CultureInfo.InvariantCulture, $", parent_id {(tables[parent].Key == 0 ? "integer" : "uuid")} REFERENCES t{parent}");
            sql.AppendLine(");");
            foreach (var (column, _) in table.Columns.Where(_ => table.IsIndexed))
                sql.AppendLine(CultureInfo.InvariantCulture, $"CREATE INDEX ON t{index} (lower(\"{column}\"), place); CREATE INDEX ON t{index} (\"{column}\") WHERE \"{column}\" IS NOT NULL;");
        }

        return sql.ToString();
    }

    private static string Rows(Table[] tables)
    {
        var sql = new StringBuilder();
        for (var user = 0; user < Mapped; user++)
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO clerk2workos.user_map VALUES ('{Platform.Clerk(user)}', '{Platform.WorkOS(user)}', '{Platform.Organization(user)}', 'org_{user}');");
        for (var organization = 0; organization < 2; organization++)
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO clerk2workos.organization_map VALUES ('org_2clerk{organization}', 'org_w{organization}', '{Platform.Organization(100 + organization)}');");
        for (var index = 0; index < tables.Length; index++)
        {
            var table = tables[index];
            for (var place = 0; place < table.Rows.Length; place++)
            {
                var row = table.Rows[place];
                var (names, values) = (new List<string> { "place" }, new List<string> { place.ToString(CultureInfo.InvariantCulture) });
                names.AddRange(table.Key == 2 ? ["team", "number"] : ["id"]);
                values.AddRange(table.Key == 2 ? [$"'t{place % 3}'", string.Create(CultureInfo.InvariantCulture, $"{place / 2.0}")] : [KeyOf(table, place)]);
                foreach (var (column, user) in table.Columns.Where(column => column.User(row) >= 0))
                {
                    names.Add($"\"{column}\"");
                    values.Add($"'{Platform.Clerk(user(row))}'");
                }

                if (table.HasOrganization && row.Organization >= 0)
                {
                    names.Add("clerk_org_id");
                    values.Add(string.Create(CultureInfo.InvariantCulture, $"'org_2clerk{row.Organization}'"));
                }

                if (Parent(tables, index) is { } parent && ParentRow(tables[parent], row) is { } parentRow)
                {
                    names.Add("parent_id");
                    values.Add(KeyOf(tables[parent], parentRow));
                }

                sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO t{index} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)});");
            }
        }

        return sql.ToString();
    }

    private static string KeyOf(Table table, int place) => table.Key == 0 ? place.ToString(CultureInfo.InvariantCulture) : $"'{Platform.Organization(10_000 + place)}'";

    private static int? Parent(Table[] tables, int index) => index > 0 && tables[index].HasParent && tables[index - 1].Key < 2 ? index - 1 : null;

    private static int? ParentRow(Table parent, Row row) => parent.Rows.Length == 0 || row.Parent % 4 == 0 ? null : row.Parent % parent.Rows.Length;

    /// <summary>Whether anything tells whose the rows of a table are.</summary>
    private static bool Owner(Table[] tables, int index) => tables[index].Owner is not null || tables[index].HasOrganization || (Parent(tables, index) is { } parent && Owner(tables, parent));

    /// <summary>The first that has a value decides: the row's own organization, its owner, the row it belongs to.</summary>
    private static string Organization(Table[] tables, int index, int? place)
    {
        if (place is not { } at)
            return "~";
        var (table, row) = (tables[index], tables[index].Rows[at]);
        if (table.HasOrganization && row.Organization >= 0)
            return row.Organization < 2 ? $"{Platform.Organization(100 + row.Organization)}" : "~";
        if (table.Owner is not null && row.User >= 0)
            return row.User < Mapped ? $"{Platform.Organization(row.User)}" : "~";
        return Parent(tables, index) is { } parent ? Organization(tables, parent, ParentRow(tables[parent], row)) : "~";
    }

    private static string Workos(string column) => column switch
    {
        "clerkUserId" => "workosUserId",
        "CLERK_ID" => "WORKOS_USER_ID",
        "createdByClerkUserId" => "createdByWorkosUserId",
        "expert_clerk_user_id" => "expert_workos_user_id",
        "approved_by_clerk_id" => "approved_by_workos_user_id",
        _ => "workos_user_id",
    };

    private sealed record Row(int User, int Second, int Organization, int Parent);

    private sealed record Table(int Key, string? Owner, bool IsRequired, bool IsIndexed, string? Other, bool HasOrganization, bool HasParent, Row[] Rows)
    {
        public IEnumerable<(string Column, Func<Row, int> User)> Columns =>
            [.. Owner is { } owner ? [(owner, row => row.User)] : Array.Empty<(string, Func<Row, int>)>(), .. Other is { } other ? [(other, row => row.Second)] : Array.Empty<(string, Func<Row, int>)>()];
    }
}
