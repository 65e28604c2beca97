using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Fencing;

/// <summary>
/// Keeps tables from being written, whoever tries: a trigger on each refuses INSERT, UPDATE, DELETE and TRUNCATE with the state <see cref="Refused"/>; reading goes on. The trigger takes
/// the table's lock, so once it is there, everything that was written before is committed or gone. The catalog is the record of what is fenced: nothing else has to be remembered.
/// </summary>
internal static class WriteFence
{
    /// <summary>The SQLSTATE of a refused write: the request belongs to the other side.</summary>
    public const string Refused = "C2W01";

    /// <summary>
    /// Lets the session through that sets it, if it could take the fence down anyway, as a role of the table's owner: the sync, which keeps a fenced database in step.
    /// </summary>
    public const string Pass = "SELECT set_config('clerk2workos.sync', 'on', false)";

    private const string Trigger = "clerk2workos_write_fence";

    private const string Function =
        """
        CREATE OR REPLACE FUNCTION clerk2workos.refuse_write() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $fence$
        BEGIN
            IF current_setting('clerk2workos.sync', true) = 'on' AND pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
                RETURN NULL;
            END IF;
            RAISE EXCEPTION 'Table %.% takes no writes here any more: production is being switched, and this request belongs to the other side.', TG_TABLE_SCHEMA, TG_TABLE_NAME
                USING ERRCODE = 'C2W01';
        END
        $fence$
        """;

    // A table with all its partitions and heirs: a trigger of a statement sees only the table that the statement names.
    private const string Family =
        """
        WITH RECURSIVE family (relation) AS (
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2
            UNION
            SELECT i.inhrelid FROM pg_inherits i JOIN family f ON f.relation = i.inhparent)
        SELECT n.nspname, c.relname FROM family f JOIN pg_class c ON c.oid = f.relation JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY f.relation
        """;

    private const string Fenced =
        """
        SELECT n.nspname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE t.tgfoid = to_regproc('clerk2workos.refuse_write') AND t.tgname = $1 AND NOT t.tgisinternal ORDER BY c.oid
        """;

    /// <summary>What <see cref="EngageAsync"/> runs.</summary>
    public static IReadOnlyList<string> Preview(IReadOnlyList<(string Schema, string Table)> tables) => [Function, .. tables.Select(table => Create(table.Schema, table.Table))];

    /// <summary>Fences the tables, one transaction each; what is fenced already stays so.</summary>
    /// <param name="database">As the tables' owner.</param>
    /// <param name="tables">Which; partitions come along.</param>
    /// <param name="lockTimeout">How long one attempt may make the table's writers wait behind it.</param>
    /// <param name="cancellationToken">Ends it; what is fenced stays fenced.</param>
    /// <exception cref="CutoverException">A table is missing, or is written for so long that its lock cannot be had.</exception>
    public static async Task EngageAsync(NpgsqlDataSource database, IReadOnlyList<(string Schema, string Table)> tables, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("CREATE SCHEMA IF NOT EXISTS clerk2workos", cancellationToken).ConfigureAwait(false);
        var fenced = (await FencedAsync(connection, cancellationToken).ConfigureAwait(false)).ToHashSet();
        await connection.ExecuteAsync(Function, cancellationToken).ConfigureAwait(false);
        foreach (var (schema, table) in tables)
        {
            var family = await connection.ListAsync(Family, row => (row.GetString(0), row.GetString(1)), cancellationToken, schema, table).ConfigureAwait(false);
            if (family.Count == 0)
                throw new CutoverException($"There is no table {schema}.{table} to keep from being written.");
            foreach (var (memberSchema, member) in family.Where(member => !fenced.Contains(member)))
                await PatientStatement.ExecuteAsync(connection, Create(memberSchema, member), $"{memberSchema}.{member}", lockTimeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets every fenced table be written again, and leaves nothing of the fence behind; nothing where there is none.</summary>
    /// <param name="database">As the tables' owner.</param>
    /// <param name="cancellationToken">Ends it; what is released stays released.</param>
    /// <exception cref="CutoverException">A table's lock cannot be had.</exception>
    public static async Task ReleaseAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (schema, table) in await FencedAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            await PatientStatement.ExecuteAsync(
                connection, $"DROP TRIGGER IF EXISTS {Trigger} ON {SqlName.Quote(schema, table)}", $"{schema}.{table}", TimeSpan.FromSeconds(2), cancellationToken).ConfigureAwait(false);
        }

        if (await connection.ScalarAsync<bool>("SELECT to_regproc('clerk2workos.refuse_write') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            await connection.ExecuteAsync("DROP FUNCTION clerk2workos.refuse_write()", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tables that are fenced.</summary>
    public static async Task<IReadOnlyList<(string Schema, string Table)>> FencedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await FencedAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private static Task<List<(string Schema, string Table)>> FencedAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ListAsync(Fenced, row => (row.GetString(0), row.GetString(1)), cancellationToken, Trigger);

    private static string Create(string schema, string table) =>
        $"CREATE TRIGGER {Trigger} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {SqlName.Quote(schema, table)} FOR EACH STATEMENT EXECUTE FUNCTION clerk2workos.refuse_write()";
}
