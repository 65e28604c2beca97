using System.Globalization;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>Makes the plan that a person reads: the map of both catalogs, and what the rows themselves have to say.</summary>
internal sealed class DataPlanner(NpgsqlDataSource legacy, NpgsqlDataSource target, DataMigrationOptions options)
{
    private readonly List<PlanProblem> _problems = [];

    public async Task<DataPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(legacy, target, options, cancellationToken).ConfigureAwait(false);
        _problems.AddRange(map.Problems);
        await using var reader = await LegacyReader.OpenAsync(legacy, null, cancellationToken).ConfigureAwait(false);
        await using var to = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var ids = await IdTable.ReadAsync(to, cancellationToken).ConfigureAwait(false);
        var tables = new List<PlannedTable>();
        var hidden = new List<HiddenIds>();
        foreach (var table in map.Tables)
        {
            await CheckRightsAsync(reader.Connection, to, table, cancellationToken).ConfigureAwait(false);
            await FindOrphansAsync(reader.Connection, ids, table, cancellationToken).ConfigureAwait(false);
            hidden.AddRange(await HiddenIdScan.FindAsync(reader.Connection, table, cancellationToken).ConfigureAwait(false));
            tables.Add(new PlannedTable(
                table.Name, TableMapping.NameOf(table.Target), await CountAsync(reader.Connection, table.Source, cancellationToken).ConfigureAwait(false),
                await CountAsync(to, table.Target, cancellationToken).ConfigureAwait(false), [.. table.Columns.Select(Column)], OrganizationFrom(table)));
        }

        await CountUnmappedAsync(reader.Connection, cancellationToken).ConfigureAwait(false);
        if (ids.Users == 0)
            _problems.Add(new PlanProblem("no_map", null, "The id map is empty: 'clerk2workos users run' comes first.", IsBlocking: false));
        var isOne = await DatabaseCatalog.AreOneAsync(reader.Connection, to, cancellationToken).ConfigureAwait(false);
        return new DataPlan(tables, [.. _problems.OrderByDescending(problem => problem.IsBlocking)], hidden, ids.Users, isOne)
        {
            Following = await SyncCheck.FindAsync(reader.Connection, map, new DataSyncOptions(), cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Rows that carry an id that the map does not have, counted by table and column.</summary>
    public static async Task<IReadOnlyList<PlanProblem>> OrphansAsync(NpgsqlConnection legacy, IdTable ids, TableMapping table, CancellationToken cancellationToken)
    {
        var problems = new List<PlanProblem>();
        foreach (var (name, sql, isUser) in IdColumns(table))
        {
            var (rows, examples) = (0L, new List<string>());
            await using var command = new NpgsqlCommand($"SELECT {sql} AS id, count(*) FROM {table.FromSql} WHERE {sql} IS NOT NULL GROUP BY 1", legacy) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var id = reader.GetString(0);
                if (ids.TryOrganization(System.Text.Encoding.UTF8.GetBytes(id), isUser, out _))
                    continue;
                rows += reader.GetInt64(1);
                if (examples.Count < 20)
                    examples.Add(id);
            }

            if (rows > 0)
                problems.Add(new PlanProblem("orphans", table.Source.Name, string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {table.Source.Name} have a Clerk id in {name} that is not in the id map."), false, rows) { Examples = examples });
        }

        return problems;
    }

    /// <summary>Rows that nobody owns: none of the places that tell the organization has a value.</summary>
    public static async Task<long> OwnerlessAsync(NpgsqlConnection legacy, TableMapping table, CancellationToken cancellationToken) => table.OrganizationColumn is null
        ? 0
        : await legacy.ScalarAsync<long>($"SELECT count(*) FROM {table.FromSql} WHERE {string.Join(" AND ", table.Organizations.Select(source => $"{source.Sql} IS NULL"))}", cancellationToken).ConfigureAwait(false);

    private async Task FindOrphansAsync(NpgsqlConnection connection, IdTable ids, TableMapping table, CancellationToken cancellationToken)
    {
        _problems.AddRange(await OrphansAsync(connection, ids, table, cancellationToken).ConfigureAwait(false));
        if (await OwnerlessAsync(connection, table, cancellationToken).ConfigureAwait(false) is > 0 and var rows)
        {
            _problems.Add(new PlanProblem(
                "ownerless", table.Source.Name,
                string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {table.Source.Name} have no owner: {(table.IsOrganizationDemanded ? "they will be rejected" : $"their {table.OrganizationColumn!.Name} stays empty")}."), false, rows));
        }
    }

    private static IEnumerable<(string Name, string Sql, bool IsUser)> IdColumns(TableMapping table)
    {
        foreach (var column in table.Columns.Where(column => column.Change == ColumnChange.UserId))
            yield return (column.Source!.Name, $"t.{column.Source.QuotedName}::text", true);
        // An owner's column that is copied as well has been looked at.
        foreach (var source in table.Organizations.Where(source => !source.IsOfParent && !table.Columns.Any(column => column.Change == ColumnChange.UserId && source.Sql == $"t.{column.Source!.QuotedName}::text")))
            yield return (source.Sql[2..^6], source.Sql, source.IsUser);
    }

    /// <summary>Row-level security would hide rows on one side, and refuse COPY on the other; triggers do what nobody planned.</summary>
    private async Task CheckRightsAsync(NpgsqlConnection from, NpgsqlConnection to, TableMapping table, CancellationToken cancellationToken)
    {
        foreach (var (connection, checkedTable, right) in new[] { (from, table.Source, "SELECT"), (to, table.Target, "INSERT") })
        {
            if (await connection.ScalarAsync<bool>("SELECT row_security_active($1::regclass)", cancellationToken, checkedTable.QuotedName).ConfigureAwait(false))
                _problems.Add(new PlanProblem("row_level_security", checkedTable.Name, $"Row-level security hides rows of {checkedTable.QuotedName} from this role: use one that bypasses it.", IsBlocking: true));
            if (!await connection.ScalarAsync<bool>("SELECT has_table_privilege($1::regclass, $2)", cancellationToken, checkedTable.QuotedName, right).ConfigureAwait(false))
                _problems.Add(new PlanProblem("rights", checkedTable.Name, $"This role has no {right} on {checkedTable.QuotedName}.", IsBlocking: true));
        }

        var triggers = await to.ListAsync(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled <> 'D' ORDER BY tgname", row => row.GetString(0), cancellationToken, table.Target.QuotedName).ConfigureAwait(false);
        if (triggers.Count > 0)
            _problems.Add(new PlanProblem("triggers", table.Source.Name, $"{table.Target.QuotedName} has triggers that will fire for each row: {string.Join(", ", triggers)}.", false));
    }

    private async Task CountUnmappedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _problems.Count; index++)
        {
            if (_problems[index] is { Code: "unmapped_table", Table: { } name } problem)
                _problems[index] = problem with { Count = await connection.ScalarAsync<long>($"SELECT count(*) FROM {SqlName.Quote(options.LegacySchema, name)}", cancellationToken).ConfigureAwait(false) };
        }
    }

    private static Task<long> CountAsync(NpgsqlConnection connection, CatalogTable table, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>($"SELECT count(*) FROM {table.QuotedName}", cancellationToken);

    private static PlannedColumn Column(MappedColumn column) => new(column.Source?.Name, column.Target.Name, column.Target.Type, column.Change switch
    {
        ColumnChange.UserId => "Clerk id to WorkOS id",
        ColumnChange.UserIds => "Clerk ids to WorkOS ids",
        ColumnChange.Rewrite => column.Paths.IsEmpty ? "Clerk ids in it replaced" : $"Clerk ids replaced at {string.Join(", ", column.Paths)}",
        _ when column.Source is null => "the same value in all rows",
        _ when column.Conversion.TargetCast is { } cast => $"read as {cast}",
        _ when column.Conversion.SourceCast is { } cast => $"as {cast}",
        _ => "as it is",
    });

    private static string? OrganizationFrom(TableMapping table) =>
        table.OrganizationColumn is null ? null : string.Join(", else ", table.Organizations.Select(source => source.Through.IsEmpty ? source.Column : $"{source.Through[^1].Name}.{source.Column}"));
}
