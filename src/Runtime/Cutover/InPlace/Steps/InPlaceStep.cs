using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>A step within one database; all but the first work by the plan that the first has kept.</summary>
internal abstract class InPlaceStep(StatementListener listener) : CutoverStep
{
    protected StatementListener Listener => listener;

    protected SchemaChanges Changes(CutoverContext context) => new(context, listener);

    protected static Task<InPlacePlan> PlanAsync(CutoverContext context, CancellationToken cancellationToken) => KeptPlan.ReadAsync(context, cancellationToken);

    protected static async Task<T> LookAsync<T>(CutoverContext context, Func<NpgsqlConnection, Task<T>> look, CancellationToken cancellationToken)
    {
        var connection = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.ExecuteAsync("SET statement_timeout = 0", cancellationToken).ConfigureAwait(false);
            return await look(connection).ConfigureAwait(false);
        }
    }

    protected static Task<bool> ExistsAsync(NpgsqlConnection connection, string relation, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", cancellationToken, relation);

    protected static Task<bool> HasConstraintAsync(NpgsqlConnection connection, InPlaceTable table, string name, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = $1::regclass AND conname = $2)", cancellationToken, table.QuotedName, name);
}
