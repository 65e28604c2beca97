using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>
/// Demands of the WorkOS ids what the Clerk ids had to be. Not before all instances write them: a Clerk id of somebody who signed up a moment ago has no partner yet, and no write may
/// fail over that.
/// </summary>
internal sealed class ConstrainStep(StatementListener listener) : InPlaceStep(listener)
{
    public override string Name => "constrain";

    public override string Title => "Demand WorkOS ids and check that they lead somewhere";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        return [.. plan.Tables.SelectMany(table => Required(table).SelectMany(pair => Demand(table, pair)).Concat(table.ForeignKeys.SelectMany(key => Lead(table, key))))];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        await ValidateStep.RequireAsync(context, cancellationToken).ConfigureAwait(false);
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            foreach (var table in plan.Tables)
            {
                foreach (var pair in Required(table))
                    await DemandAsync(changes, context, table, pair, cancellationToken).ConfigureAwait(false);
                foreach (var key in table.ForeignKeys)
                    await LeadAsync(changes, table, key, cancellationToken).ConfigureAwait(false);
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
                foreach (var key in table.ForeignKeys)
                    await changes.RunAsync($"ALTER TABLE {table.QuotedName} DROP CONSTRAINT IF EXISTS {SqlName.Quote(key.Name)}", cancellationToken).ConfigureAwait(false);
                foreach (var pair in Required(table))
                {
                    await changes.RunAsync($"ALTER TABLE {table.QuotedName} DROP CONSTRAINT IF EXISTS {SqlName.Quote(CheckName(table, pair))}", cancellationToken).ConfigureAwait(false);
                    if (await IsThereAsync(await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false), table, pair, cancellationToken).ConfigureAwait(false))
                        await changes.RunAsync($"ALTER TABLE {table.QuotedName} ALTER COLUMN {pair.WorkosSql} DROP NOT NULL", cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>A check that is proved beside the running application spares SET NOT NULL the reading of the table under its lock.</summary>
    private static async Task DemandAsync(SchemaChanges changes, CutoverContext context, InPlaceTable table, IdPair pair, CancellationToken cancellationToken)
    {
        var connection = await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await IsRequiredAsync(connection, table, pair.Workos, cancellationToken).ConfigureAwait(false))
        {
            await changes.RunAsync(Demand(table, pair)[^1], cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await connection.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table.QuotedName} WHERE {pair.WorkosSql} IS NULL)", cancellationToken).ConfigureAwait(false))
        {
            context.Say($"{table.Name}.{pair.Workos} may stay empty, since rows have Clerk ids that are not in the map");
            return;
        }

        var isBegun = await HasConstraintAsync(connection, table, CheckName(table, pair), cancellationToken).ConfigureAwait(false);
        await changes.RunAsync(Demand(table, pair).Skip(isBegun ? 1 : 0), cancellationToken).ConfigureAwait(false);
    }

    private static async Task LeadAsync(SchemaChanges changes, InPlaceTable table, AddedForeignKey key, CancellationToken cancellationToken)
    {
        var isBegun = await HasConstraintAsync(await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false), table, key.Name, cancellationToken).ConfigureAwait(false);
        await changes.RunAsync(Lead(table, key).Skip(isBegun ? 1 : 0), cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<IdPair> Required(InPlaceTable table) => table.Pairs.Where(pair => pair is { IsRequired: true, WasRequired: false });

    private static string[] Demand(InPlaceTable table, IdPair pair) =>
    [
        $"ALTER TABLE {table.QuotedName} ADD CONSTRAINT {SqlName.Quote(CheckName(table, pair))} CHECK ({pair.WorkosSql} IS NOT NULL) NOT VALID",
        $"ALTER TABLE {table.QuotedName} VALIDATE CONSTRAINT {SqlName.Quote(CheckName(table, pair))}",
        $"ALTER TABLE {table.QuotedName} ALTER COLUMN {pair.WorkosSql} SET NOT NULL",
        $"ALTER TABLE {table.QuotedName} DROP CONSTRAINT IF EXISTS {SqlName.Quote(CheckName(table, pair))}",
    ];

    private static string[] Lead(InPlaceTable table, AddedForeignKey key) =>
    [
        $"ALTER TABLE {table.QuotedName} ADD CONSTRAINT {SqlName.Quote(key.Name)} {key.Definition} NOT VALID",
        $"ALTER TABLE {table.QuotedName} VALIDATE CONSTRAINT {SqlName.Quote(key.Name)}",
    ];

    private static string CheckName(InPlaceTable table, IdPair pair) => SqlName.Fitting($"c2w_{table.Name}_{pair.Workos}_there");

    private static Task<bool> IsRequiredAsync(NpgsqlConnection connection, InPlaceTable table, string column, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT attnotnull FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2 AND NOT attisdropped", cancellationToken, table.QuotedName, column);

    private static Task<bool> IsThereAsync(NpgsqlConnection connection, InPlaceTable table, IdPair pair, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2 AND NOT attisdropped)", cancellationToken, table.QuotedName, pair.Workos);
}
