using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Adds the columns, empty and not demanded by anyone, and their indexes.</summary>
internal sealed class ExpandStep(StatementListener listener) : InPlaceStep(listener)
{
    public override string Name => "expand";

    public override string Title => "Add columns for WorkOS ids, and their indexes";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        return [.. Found(plan), .. Columns(plan), .. plan.Tables.SelectMany(table => table.Indexes).Select(index => index.Sql)];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            await changes.RunAsync(Found(plan), cancellationToken).ConfigureAwait(false);
            await changes.RunAsync(Columns(plan), cancellationToken).ConfigureAwait(false);
            foreach (var table in plan.Tables)
            {
                foreach (var index in table.Indexes)
                    await BuildAsync(changes, context, table, index, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not { } plan)
            return;
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            foreach (var table in plan.Tables.Reverse())
            {
                foreach (var index in table.Indexes.Reverse())
                    await changes.RunBesideAsync($"DROP INDEX CONCURRENTLY IF EXISTS {SqlName.Quote(table.Schema, index.Name)}", cancellationToken).ConfigureAwait(false);
            }

            var connection = await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (await ExistsAsync(connection, "clerk2workos.in_place_empty", cancellationToken).ConfigureAwait(false))
            {
                foreach (var statement in FoundValues.Empty(plan))
                    await QuietlyAsync(changes, connection, statement, cancellationToken).ConfigureAwait(false);
            }

            foreach (var table in plan.Tables.Reverse())
            {
                foreach (var column in Added(table).Reverse())
                    await changes.RunAsync($"ALTER TABLE {table.QuotedName} DROP COLUMN IF EXISTS {SqlName.Quote(column.Name)}", cancellationToken).ConfigureAwait(false);
            }

            await changes.RunAsync(FoundValues.DropScript, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Builds it beside the running application; what a build that was cut off has left is not valid, and goes first.</summary>
    private static async Task BuildAsync(SchemaChanges changes, CutoverContext context, InPlaceTable table, AddedIndex index, CancellationToken cancellationToken)
    {
        var connection = await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false);
        var isValid = await connection.ListAsync(
            "SELECT i.indisvalid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND x.relname = $2", row => row.GetBoolean(0), cancellationToken, table.QuotedName, index.Name).ConfigureAwait(false);
        if (isValid is [true])
            return;
        if (isValid is [false])
            await changes.RunBesideAsync($"DROP INDEX CONCURRENTLY IF EXISTS {SqlName.Quote(table.Schema, index.Name)}", cancellationToken).ConfigureAwait(false);
        context.Say($"building the index {index.Name}");
        await changes.RunBesideAsync(index.Sql, cancellationToken).ConfigureAwait(false);
    }

    private static async Task QuietlyAsync(SchemaChanges changes, NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var isQuiet = await TableChecks.CanKeepTriggersQuietAsync(connection, cancellationToken).ConfigureAwait(false);
        if (isQuiet)
            await connection.ExecuteAsync("SET session_replication_role = replica", cancellationToken).ConfigureAwait(false);
        try
        {
            await changes.RunAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isQuiet && connection.State == System.Data.ConnectionState.Open)
                await connection.ExecuteAsync("RESET session_replication_role", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Found(InPlacePlan plan) => plan.Tables.Any(table => table.FoundColumns.Any()) ? [FoundValues.Script, .. FoundValues.Note(plan)] : [];

    private static IEnumerable<string> Columns(InPlacePlan plan) =>
        plan.Tables.SelectMany(table => Added(table).Select(column => $"ALTER TABLE {table.QuotedName} ADD COLUMN IF NOT EXISTS {SqlName.Quote(column.Name)} {column.Type}"));

    private static IEnumerable<(string Name, string Type)> Added(InPlaceTable table) =>
        [.. table.Pairs.Where(pair => pair.IsAdded).Select(pair => (pair.Workos, "text")), .. table.Organization is { IsAdded: true } organization ? [(organization.Column, "uuid")] : Array.Empty<(string, string)>()];
}
