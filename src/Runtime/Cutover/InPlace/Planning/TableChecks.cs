using System.Text.Json;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>What in the tables would make a write of the application fail, or a step of ours.</summary>
internal static class TableChecks
{
    // As long as WorkOS's ids are.
    private const string BornInWorkos = "workos:user_01ABCDEFGHJKMNPQRSTVWXYZ00";

    public static async Task<List<string>> ObstaclesAsync(NpgsqlConnection connection, DatabaseCatalog catalog, InPlacePlan plan, InPlaceOptions options, CancellationToken cancellationToken)
    {
        var obstacles = new List<string>();
        var canBeQuiet = await CanKeepTriggersQuietAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var table in plan.Tables)
        {
            if (!await connection.ScalarAsync<bool>("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = $1::regclass", cancellationToken, table.QuotedName).ConfigureAwait(false))
                obstacles.Add($"{table.Name} belongs to another role: only its owner may add columns and triggers.");
            if (await connection.ScalarAsync<bool>("SELECT row_security_active($1::regclass)", cancellationToken, table.QuotedName).ConfigureAwait(false))
                obstacles.Add($"Row-level security hides rows of {table.Name} from this role: use one that bypasses it.");
            foreach (var pair in table.Pairs)
                obstacles.AddRange(await RefusingChecksAsync(connection, table, pair, cancellationToken).ConfigureAwait(false));
            if (canBeQuiet || options.LetTriggersFire)
                continue;
            var triggers = await connection.ListAsync(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled <> 'D' AND tgtype & 16 > 0 AND tgname <> 'zz_clerk2workos_ids' ORDER BY tgname",
                row => row.GetString(0), cancellationToken, table.QuotedName).ConfigureAwait(false);
            if (triggers.Count > 0)
                obstacles.Add($"{table.Name} has triggers that would fire for each row that is filled ({string.Join(", ", triggers)}): use a role that may set session_replication_role, or allow it (--let-triggers-fire).");
        }

        if (catalog.Tables.Length > 0 && plan.Tables.IsEmpty)
            obstacles.Add($"No table of schema {plan.Schema} has a column that is named after a Clerk id.");
        return obstacles;
    }

    /// <summary>Whether this role may write without the application's triggers.</summary>
    public static async Task<bool> CanKeepTriggersQuietAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<bool>("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", cancellationToken).ConfigureAwait(false)
        || (connection.PostgreSqlVersion.Major >= 15 && await connection.ScalarAsync<bool>("SELECT has_parameter_privilege('session_replication_role', 'SET')", cancellationToken).ConfigureAwait(false));

    /// <summary>A user who is born in WorkOS has to be let in.</summary>
    private static async Task<List<string>> RefusingChecksAsync(NpgsqlConnection connection, InPlaceTable table, IdPair pair, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT c.conname, pg_get_expr(c.conbin, c.conrelid) FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
            WHERE c.conrelid = $1::regclass AND c.contype = 'c' AND a.attname = $2 ORDER BY c.conname
            """;
        var refusing = new List<string>();
        foreach (var (name, expression) in await connection.ListAsync(Sql, row => (row.GetString(0), row.GetString(1)), cancellationToken, table.QuotedName, pair.Clerk).ConfigureAwait(false))
        {
            var row = JsonSerializer.Serialize(new Dictionary<string, string> { [pair.Clerk] = BornInWorkos });
            if (!await connection.ScalarAsync<bool>($"SELECT ({expression}) IS NOT FALSE FROM jsonb_populate_record(NULL::{table.QuotedName}, $1::jsonb) AS {SqlName.Quote(table.Name)}", cancellationToken, row).ConfigureAwait(false))
                refusing.Add($"The check {name} of {table.Name} refuses '{BornInWorkos}', as users born in WorkOS are kept in {pair.Clerk}: drop it, or let such ids pass.");
        }

        return refusing;
    }
}
