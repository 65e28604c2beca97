using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.InPlace.Switching;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Makes sure that what the map says today it says to the end: users may be added to it, and nobody's id changes.</summary>
internal sealed class FreezeMapStep(StatementListener listener) : InPlaceStep(listener)
{
    private const string Trigger = "clerk2workos_frozen";

    private const string SchemaGrantedTo = "schema-granted-to";

    private static readonly string[] Statements =
    [
        """
        CREATE OR REPLACE FUNCTION clerk2workos.in_place_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $c2w$
        BEGIN
            RAISE EXCEPTION 'The id map is frozen while a cut-over within this database is under way: users may be added, and nothing else.';
        END $c2w$
        """,
        $"CREATE OR REPLACE TRIGGER {Trigger} BEFORE DELETE OR UPDATE OF clerk_user_id, workos_user_id, organization_id ON clerk2workos.user_map FOR EACH ROW EXECUTE FUNCTION clerk2workos.in_place_frozen()",
        $"CREATE OR REPLACE TRIGGER {Trigger} BEFORE DELETE OR UPDATE OF clerk_org_id, organization_id ON clerk2workos.organization_map FOR EACH ROW EXECUTE FUNCTION clerk2workos.in_place_frozen()",
    ];

    /// <summary>The statements that let the map change again, each safe to repeat.</summary>
    public static readonly string[] Thaw =
    [
        $"DROP TRIGGER IF EXISTS {Trigger} ON clerk2workos.user_map", $"DROP TRIGGER IF EXISTS {Trigger} ON clerk2workos.organization_map", "DROP FUNCTION IF EXISTS clerk2workos.in_place_frozen()",
    ];

    public override string Name => KeptPlan.Step;

    public override string Title => "Check the id map and freeze it";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        return [.. plan.Tables.Select(table => $"-- {table.FullName}: {Describe(table)}"), IdSwitch.Script, .. Statements, .. context.Options.Policies.AppRole is { } role ? IdSwitch.GrantsFor(role) : []];
    }

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) =>
        await LookAsync<IReadOnlyList<string>>(
            context,
            async connection =>
            {
                if (context.Options.InPlace.BatchRows is < 1 or > 10_000)
                    return ["BatchRows has to be from 1 to 10,000."];
                if (!await ExistsAsync(connection, "clerk2workos.user_map", cancellationToken).ConfigureAwait(false)
                    || !await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM clerk2workos.user_map)", cancellationToken).ConfigureAwait(false))
                    return ["The id map is empty: 'clerk2workos users run' comes first."];
                if (context.Options.Policies.AppRole is { } role && !await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", cancellationToken, role).ConfigureAwait(false))
                    return [$"There is no role {role} for the application to log in as."];
                if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not null)
                    return [];      // begun already: what was found then holds
                var (plan, obstacles) = await InPlacePlanner.PlanAsync(connection, context.Options, cancellationToken).ConfigureAwait(false);
                var orphans = context.Options.InPlace.AllowUnmapped ? [] : await IdMismatches.OrphansAsync(connection, plan, cancellationToken).ConfigureAwait(false);
                return [.. obstacles, .. orphans];
            },
            cancellationToken).ConfigureAwait(false);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is null)
            await KeptPlan.KeepAsync(context, await PlanAsync(context, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await IdSwitch.EnsureAsync(context.Target, cancellationToken).ConfigureAwait(false);
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            await changes.RunAsync(Statements, cancellationToken).ConfigureAwait(false);
            if (context.Options.Policies.AppRole is not { } role)
                return;
            if (!await MayUseSchemaAsync(await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false), role, cancellationToken).ConfigureAwait(false))
            {
                await context.Memory.KeepAsync(Name, SchemaGrantedTo, role, cancellationToken).ConfigureAwait(false);
                await changes.RunAsync($"GRANT USAGE ON SCHEMA clerk2workos TO {SqlName.Quote(role)}", cancellationToken).ConfigureAwait(false);
            }

            await changes.RunAsync(IdSwitch.GrantsFor(role), cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            if (await context.Memory.FindAsync(Name, SchemaGrantedTo, cancellationToken).ConfigureAwait(false) is { } role)
                await changes.RunAsync($"REVOKE USAGE ON SCHEMA clerk2workos FROM {SqlName.Quote(role)}", cancellationToken).ConfigureAwait(false);
            await changes.RunAsync([.. Thaw, "DROP TABLE IF EXISTS clerk2workos.id_switch_instances", "DROP TABLE IF EXISTS clerk2workos.id_switch"], cancellationToken).ConfigureAwait(false);
        }

        await context.Memory.KeepAsync(Name, SchemaGrantedTo, null, cancellationToken).ConfigureAwait(false);
        await KeptPlan.KeepAsync(context, null, cancellationToken).ConfigureAwait(false);
    }

    private static Task<bool> MayUseSchemaAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>("SELECT has_schema_privilege($1, 'clerk2workos', 'USAGE')", cancellationToken, role);

    private static string Describe(InPlaceTable table)
    {
        var pairs = table.Pairs.Select(pair => $"{pair.Clerk} → {pair.Workos}{(pair.IsAdded ? "" : " (there already)")}");
        var organization = table.Organization is { } fill ? [$"{fill.Column}{(fill.IsAdded ? "" : " (there already)")} from its owner"] : new[] { "no organization, since nobody is its owner" };
        return string.Join(", ", pairs.Concat(organization));
    }
}
