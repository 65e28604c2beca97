using System.Globalization;
using System.Text;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.InPlace.Keeping;

/// <summary>
/// The triggers that keep both ids of a row in step, whoever writes one of them: old code the Clerk id, new code the WorkOS id. They never fail a write: what has no partner yet is
/// noted in <c>clerk2workos.in_place_open</c> and filled as soon as the id map has it.
/// </summary>
internal sealed class KeepingScript(InPlacePlan plan)
{
    /// <summary>Behind the application's own triggers, which fire in the order of their names.</summary>
    public const string Trigger = "zz_clerk2workos_ids";

    private const string MapTrigger = "clerk2workos_fill";

    /// <summary>The statements that begin it, each safe to repeat.</summary>
    public IEnumerable<string> Begin()
    {
        yield return """
            CREATE TABLE IF NOT EXISTS clerk2workos.in_place_open (
                table_name text NOT NULL,
                id text NOT NULL,                       -- of a user or an organization at Clerk
                reason text NOT NULL,                   -- unmapped: not in the map; disagrees: a row has a WorkOS id that is not the map's; taken: the WorkOS id is another row's
                seen_at timestamptz NOT NULL DEFAULT now()
            )
            """;
        yield return "CREATE INDEX IF NOT EXISTS in_place_open_id ON clerk2workos.in_place_open (id, table_name)";
        foreach (var function in Lookups())
            yield return function;
        foreach (var table in plan.Tables)
        {
            yield return TableFunction(table);
            yield return $"CREATE OR REPLACE TRIGGER {Trigger} BEFORE INSERT OR UPDATE ON {table.QuotedName} FOR EACH ROW EXECUTE FUNCTION {FunctionOf(table)}()";
            yield return $"ALTER TABLE {table.QuotedName} ENABLE ALWAYS TRIGGER {Trigger}";
        }

        yield return FillFunction();
        yield return "REVOKE ALL ON FUNCTION clerk2workos.in_place_fill(text) FROM PUBLIC";
        yield return """
            CREATE OR REPLACE FUNCTION clerk2workos.in_place_mapped() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $c2w$
            DECLARE clerk_id text := to_jsonb(NEW) ->> TG_ARGV[0];
            BEGIN
                IF EXISTS (SELECT FROM clerk2workos.in_place_open WHERE id = clerk_id) THEN
                    PERFORM clerk2workos.in_place_fill(clerk_id);
                END IF;
                RETURN NULL;
            END $c2w$
            """;
        yield return $"CREATE OR REPLACE TRIGGER {MapTrigger} AFTER INSERT ON clerk2workos.user_map FOR EACH ROW EXECUTE FUNCTION clerk2workos.in_place_mapped('clerk_user_id')";
        yield return $"CREATE OR REPLACE TRIGGER {MapTrigger} AFTER INSERT ON clerk2workos.organization_map FOR EACH ROW EXECUTE FUNCTION clerk2workos.in_place_mapped('clerk_org_id')";
    }

    /// <summary>The statements that end it, each safe to repeat; the tables' triggers first.</summary>
    public IEnumerable<string> End()
    {
        foreach (var table in plan.Tables.Reverse())
            yield return $"DROP TRIGGER IF EXISTS {Trigger} ON {table.QuotedName}";
        yield return $"DROP TRIGGER IF EXISTS {MapTrigger} ON clerk2workos.user_map";
        yield return $"DROP TRIGGER IF EXISTS {MapTrigger} ON clerk2workos.organization_map";
        foreach (var table in plan.Tables)
            yield return $"DROP FUNCTION IF EXISTS {FunctionOf(table)}()";
        yield return "DROP FUNCTION IF EXISTS clerk2workos.in_place_mapped()";
        yield return "DROP FUNCTION IF EXISTS clerk2workos.in_place_fill(text)";
        yield return "DROP FUNCTION IF EXISTS clerk2workos.in_place_note(text, text, text)";
        foreach (var function in new[] { "workos_id_of", "clerk_id_of", "organization_of_user", "organization_of_clerk" })
            yield return $"DROP FUNCTION IF EXISTS clerk2workos.{function}(text)";
        yield return "DROP TABLE IF EXISTS clerk2workos.in_place_open";
    }

    private static string FunctionOf(InPlaceTable table) => $"clerk2workos.{SqlName.Quote(SqlName.Fitting($"keep_{table.Schema}_{table.Name}"))}";

    private IEnumerable<string> Lookups()
    {
        // A user born in WorkOS has 'workos:' and the WorkOS id in the place of a Clerk id.
        yield return Function("workos_id_of", "text", "CASE WHEN $1 LIKE 'workos:%' THEN substr($1, 8) ELSE (SELECT m.workos_user_id FROM clerk2workos.user_map m WHERE m.clerk_user_id = $1) END");
        yield return Function("clerk_id_of", "text", "coalesce((SELECT m.clerk_user_id FROM clerk2workos.user_map m WHERE m.workos_user_id = $1), 'workos:' || $1)");
        var born = plan.HasOrganizations ? $"(SELECT o.id FROM {SqlName.Quote(plan.Schema, "organizations")} o WHERE o.slug = 'user-' || substr($1, 8))" : "NULL::uuid";
        yield return Function("organization_of_user", "uuid", $"CASE WHEN $1 LIKE 'workos:%' THEN {born} ELSE (SELECT m.organization_id FROM clerk2workos.user_map m WHERE m.clerk_user_id = $1) END");
        yield return Function("organization_of_clerk", "uuid", "CASE WHEN $1 LIKE 'workos:%' THEN substr($1, 8)::uuid ELSE (SELECT m.organization_id FROM clerk2workos.organization_map m WHERE m.clerk_org_id = $1) END");
        yield return """
            CREATE OR REPLACE FUNCTION clerk2workos.in_place_note(text, text, text) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
            AS $c2w$ INSERT INTO clerk2workos.in_place_open (table_name, id, reason) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM clerk2workos.in_place_open o WHERE o.id = $2 AND o.table_name = $1 AND o.reason = $3) $c2w$
            """;

        static string Function(string name, string type, string sql) =>
            $"CREATE OR REPLACE FUNCTION clerk2workos.{name}(text) RETURNS {type} LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp\nAS $c2w$ SELECT {sql} $c2w$";
    }

    private static string TableFunction(InPlaceTable table)
    {
        var body = new StringBuilder();
        foreach (var pair in table.Pairs)
            body.Append(PairBlock(pair, SqlName.Literal(table.FullName)));
        if (table.Organization is { } organization)
            body.Append(OrganizationBlock(organization, table));
        return $"""
            CREATE OR REPLACE FUNCTION {FunctionOf(table)}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $c2w$
            DECLARE owner_id text; wanted text; is_new boolean := TG_OP = 'INSERT';
            BEGIN
            {body}    RETURN NEW;
            END $c2w$
            """;
    }

    /// <summary>The side that was written decides; the WorkOS id where both were.</summary>
    private static string PairBlock(IdPair pair, string table)
    {
        var (clerk, workos) = (pair.ClerkSql, pair.WorkosSql);
        var emptied = pair.IsRequired ? $"NEW.{workos} := clerk2workos.workos_id_of(NEW.{clerk});" : $"NEW.{clerk} := NULL;";
        return $"""
                IF NEW.{workos} IS NOT NULL AND (is_new OR NEW.{workos} IS DISTINCT FROM OLD.{workos} OR (NEW.{clerk} IS NULL AND OLD.{clerk} IS NULL)) THEN
                    wanted := clerk2workos.clerk_id_of(NEW.{workos});
                    IF NEW.{clerk} IS DISTINCT FROM wanted THEN
                        IF NEW.{clerk} IS NOT NULL AND wanted LIKE 'workos:%' AND clerk2workos.workos_id_of(NEW.{clerk}) IS NULL THEN
                            PERFORM clerk2workos.in_place_note({table}, NEW.{clerk}, 'disagrees');    -- neither is in the map: both stay
                        ELSE
                            NEW.{clerk} := wanted;
                        END IF;
                    END IF;
                ELSIF NOT is_new AND NEW.{workos} IS NULL AND OLD.{workos} IS NOT NULL AND NEW.{clerk} IS NOT DISTINCT FROM OLD.{clerk} THEN
                    {emptied}
                ELSIF NEW.{clerk} IS NULL THEN
                    NEW.{workos} := NULL;
                ELSIF is_new OR NEW.{workos} IS NULL OR NEW.{clerk} IS DISTINCT FROM OLD.{clerk} THEN
                    NEW.{workos} := clerk2workos.workos_id_of(NEW.{clerk});
                    IF NEW.{workos} IS NULL THEN
                        PERFORM clerk2workos.in_place_note({table}, NEW.{clerk}, 'unmapped');
                    END IF;
                END IF;

            """;
    }

    /// <summary>What is written is kept; what is not follows the owner.</summary>
    private static string OrganizationBlock(OrganizationFill organization, InPlaceTable table)
    {
        var column = organization.ColumnSql;
        var block = new StringBuilder();
        var own = organization.ClerkSql;
        if (own is not null)
        {
            var missing = organization.IsClerkRequired ? $"coalesce((SELECT m.clerk_org_id FROM clerk2workos.organization_map m WHERE m.organization_id = NEW.{column}), 'workos:' || NEW.{column})"
                : $"(SELECT m.clerk_org_id FROM clerk2workos.organization_map m WHERE m.organization_id = NEW.{column})";
            block.Append(CultureInfo.InvariantCulture, $"""
                    IF NEW.{column} IS NOT NULL AND NEW.{own} IS NULL AND (is_new OR NEW.{column} IS DISTINCT FROM OLD.{column}) THEN
                        NEW.{own} := {missing};
                    END IF;

                """);
        }

        var ownerColumns = table.Pairs.Select(pair => pair.ClerkSql).Concat(own is null ? [] : [own]).ToArray();
        var moved = ownerColumns.Length == 0 ? "false" : string.Join(" OR ", ownerColumns.Select(name => $"NEW.{name} IS DISTINCT FROM OLD.{name}"));
        block.Append(CultureInfo.InvariantCulture, $"    IF NEW.{column} IS NULL OR (NOT is_new AND NEW.{column} IS NOT DISTINCT FROM OLD.{column} AND ({moved})) THEN\n");
        block.Append(CultureInfo.InvariantCulture, $"        owner_id := NULL;\n        NEW.{column} := NULL;\n");
        foreach (var place in organization.Places)
        {
            var id = place.Joins.Length == 0 ? place.Sql.Replace("t.", "NEW.", StringComparison.Ordinal) : $"(SELECT {place.Sql} FROM (SELECT NEW.*) t{place.Joins})";
            block.Append(CultureInfo.InvariantCulture, $"""
                        IF owner_id IS NULL THEN
                            owner_id := {id};
                            IF owner_id IS NOT NULL THEN
                                NEW.{column} := {place.OrganizationOf("owner_id")};
                            END IF;
                        END IF;

                """);
        }

        block.Append(CultureInfo.InvariantCulture, $"""
                    IF owner_id IS NOT NULL AND NEW.{column} IS NULL THEN
                        PERFORM clerk2workos.in_place_note({SqlName.Literal(table.FullName)}, owner_id, 'unmapped');
                    END IF;
                END IF;

            """);
        return block.ToString();
    }

    /// <summary>Fills what waits for one id; rows that somebody else is changing wait for the next time.</summary>
    private string FillFunction()
    {
        var body = new StringBuilder();
        foreach (var table in plan.Tables)
        {
            foreach (var (condition, joins) in Waiting(table))
            {
                var touched = table.Pairs is [var pair, ..] ? pair.WorkosSql : table.Organization!.ColumnSql;
                body.Append(CultureInfo.InvariantCulture, $"""
                        BEGIN
                            UPDATE {table.QuotedName} r SET {touched} = r.{touched} WHERE r.ctid = ANY (ARRAY(SELECT t.ctid FROM {table.QuotedName} t{joins} WHERE {condition} FOR UPDATE OF t SKIP LOCKED));
                        EXCEPTION WHEN unique_violation OR foreign_key_violation THEN
                            PERFORM clerk2workos.in_place_note({SqlName.Literal(table.FullName)}, clerk_id, 'taken');
                        END;

                    """);
            }

            var still = string.Join(" OR ", Waiting(table).Select(wait => $"EXISTS (SELECT FROM {table.QuotedName} t{wait.Joins} WHERE {wait.Condition})"));
            body.Append(CultureInfo.InvariantCulture, $"    DELETE FROM clerk2workos.in_place_open o WHERE o.id = clerk_id AND o.table_name = {SqlName.Literal(table.FullName)} AND o.reason = 'unmapped' AND NOT ({still});\n");
        }

        return $"""
            CREATE OR REPLACE FUNCTION clerk2workos.in_place_fill(clerk_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $c2w$
            BEGIN
            {body}END $c2w$
            """;
    }

    private static IEnumerable<(string Condition, string Joins)> Waiting(InPlaceTable table)
    {
        foreach (var pair in table.Pairs)
            yield return ($"t.{pair.ClerkSql} = clerk_id AND t.{pair.WorkosSql} IS NULL", "");
        if (table.Organization is not { } organization)
            yield break;
        foreach (var place in organization.Places)
            yield return ($"{place.Sql} = clerk_id AND t.{organization.ColumnSql} IS NULL", place.Joins);
    }
}
