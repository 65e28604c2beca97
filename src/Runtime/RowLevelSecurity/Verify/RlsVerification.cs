using System.Collections.Immutable;
using System.Text.Json;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// Attacks a database as made-up members, guests, outsiders and visitors, every table with every command, and compares what they get with what the rules say. All of
/// it happens in one transaction that is rolled back, on rows that are made up in it: nobody's rows are changed, and nobody waits.
/// </summary>
public sealed class RlsVerification
{
    private readonly string _connectionString;
    private readonly RlsModel _model;
    private readonly IProgress<string>? _progress;

    /// <summary>Of a model.</summary>
    /// <param name="connectionString">Of the database, as the role that owns the tables, or a superuser.</param>
    /// <param name="model">The rules.</param>
    /// <param name="progress">Is told which table is being attacked; null for nobody.</param>
    public RlsVerification(string connectionString, RlsModel model, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;
        (_model, _progress) = (model, progress);
    }

    /// <summary>Only these tables; null for all.</summary>
    internal IReadOnlySet<string>? Only { get; init; }

    /// <summary>End with the first cell that does not hold.</summary>
    internal bool StopsAtFirst { get; init; }

    /// <summary>Attacks.</summary>
    /// <exception cref="RlsException">The connecting role may not become the others, or the roles are not there: nothing was applied yet.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<RlsMatrix> RunAsync(CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
                return await RunAsync(connection, cancellationToken).ConfigureAwait(false);     // never committed
        }
    }

    private async Task<RlsMatrix> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var world = new MadeUpWorld(connection, _model);
        await connection.ExecuteAsync("SELECT set_config('role', $1, true)", cancellationToken, _model.Options.ServiceRole).ConfigureAwait(false);
        var failures = await world.MakeAsync(cancellationToken).ConfigureAwait(false);
        var publicRows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in _model.Tables.Where(table => table.IsPublic && IsWanted(table.Name)))
            publicRows[table.Name] = await PublicRowsAsync(connection, table, world, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("RESET ROLE", cancellationToken).ConfigureAwait(false);

        var (attacker, cells, personas) = (new Attacker(connection, world, new Oracle(world.Rows)), new List<RlsCell>(), Personas(world));
        foreach (var table in _model.Tables.Where(table => IsWanted(table.Name)))
        {
            _progress?.Report(table.Name);
            if (await OffAsync(connection, table, cancellationToken).ConfigureAwait(false) is { } off)
                cells.Add(new RlsCell(table.Name, "everyone", RlsAttack.Select, RlsVerdict.Leaked, [off]));
            foreach (var persona in personas)
            {
                if (failures.TryGetValue(table.Name, out var failure))
                    cells.Add(new RlsCell(table.Name, persona.Name, RlsAttack.Select, RlsVerdict.NotRun, [$"No row could be made up: {failure}."]));
                else
                    cells.AddRange(await attacker.AttackAsync(table, persona, publicRows.GetValueOrDefault(table.Name), cancellationToken).ConfigureAwait(false));
                if (StopsAtFirst && cells.Any(cell => cell.Verdict != RlsVerdict.Held))
                    return new RlsMatrix(cells, attacker.Attempts, _model.Notes);
            }
        }

        foreach (var name in _model.Uncovered.Where(IsWanted))
        {
            foreach (var persona in personas)
                cells.AddRange(await attacker.AttackUncoveredAsync(_model.Catalog.Find(name)!, persona, cancellationToken).ConfigureAwait(false));
        }

        return new RlsMatrix(cells, attacker.Attempts, _model.Notes);
    }

    private bool IsWanted(string table) => Only is null || Only.Contains(table);

    private async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        string[] roles = [RlsRoles.Authenticated, RlsRoles.Anonymous, _model.Options.ServiceRole, .. _model.Options.AppRole is { } app ? [app] : Array.Empty<string>()];
        var missing = await connection.ListAsync("SELECT wanted FROM unnest($1) wanted WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)", row => row.GetString(0), cancellationToken, (object)roles).ConfigureAwait(false);
        if (missing.Count > 0)
            throw new RlsException($"There is no role {string.Join(" and no role ", missing)}: 'rls apply' makes all of them but the application's login, which is made by hand.");
        try
        {
            await connection.ExecuteAsync("SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '120s'; CREATE TEMPORARY SEQUENCE c2w_probe", cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync($"GRANT USAGE ON SEQUENCE pg_temp.c2w_probe TO {string.Join(", ", roles.Select(SqlName.Quote))}", cancellationToken).ConfigureAwait(false);
            foreach (var role in roles)
            {
                // A superuser may become anybody; another has to be let, for this transaction.
                await connection.ExecuteAsync($"""
                    DO $$ BEGIN
                        IF NOT pg_has_role(current_user, {SqlName.Literal(role)}, 'member') THEN GRANT {SqlName.Quote(role)} TO CURRENT_USER; END IF;
                    END $$
                    """, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new RlsException($"The connecting role may not become the roles that are attacked from ({refused.MessageText}): connect as the one that made them, or as a superuser.", refused);
        }
    }

    /// <summary>Rows that are there and that everyone may read, counted as the service.</summary>
    private static Task<long> PublicRowsAsync(NpgsqlConnection connection, RlsTable table, MadeUpWorld world, CancellationToken cancellationToken) => connection.ScalarAsync<long>(
        $"SELECT count(*) FROM {table.QuotedName} t WHERE ({string.Join(" OR ", table.Rules.Where(rule => rule.Who == Audience.Everyone).Select(rule => $"({rule.Where})"))}) AND NOT t.tableoid::text || t.ctid::text = ANY ($1)",
        cancellationToken, (object)world.Rows.Where(row => row.Table.Name == table.Name).Select(row => row.Place).ToArray());

    private static async Task<string?> OffAsync(NpgsqlConnection connection, RlsTable table, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<bool>("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = $1::regclass", cancellationToken, table.QuotedName).ConfigureAwait(false)
            ? null : "Row-level security is not enabled and forced on it.";

    private ImmutableArray<Persona> Personas(MadeUpWorld world)
    {
        var (expert, stranger) = (world.Expert, world.Stranger);
        var personas = ImmutableArray.CreateBuilder<Persona>();
        personas.AddRange(
            Known("an expert, member of an organization", expert), Known("a colleague in the same organization", world.Colleague), Known("an owner of that organization", world.Owner),
            Known("somebody who has left it", world.Former), Known("an owner of another organization", world.Outsider), Known("the expert's guest", world.Guest),
            Known("the expert, with a token for another organization", expert) with { Claims = Claims(expert.UserId, world.Outsider.OrgId) },
            SignedIn("somebody signed in whom nobody knows", Claims(stranger.UserId, stranger.OrgId), stranger) with { UserId = stranger.UserId },
            SignedIn("signed in, without claims", null, expert), SignedIn("signed in, with empty claims", "", expert), SignedIn("signed in, with claims of nobody", "{}", expert),
            SignedIn("signed in, with an empty id", Claims("", expert.OrgId), expert),
            SignedIn("signed in, with a list for an id", $$"""{"sub":["{{expert.UserId}}"]}""", expert),
            SignedIn("signed in, with claims that are no JSON", $"sub={expert.UserId}", expert) with { IsMalformed = true },
            new Persona("a visitor", RlsRoles.Anonymous, null) { PosesAs = expert },
            new Persona("a visitor with the expert's claims", RlsRoles.Anonymous, Claims(expert.UserId, expert.OrgId)) { PosesAs = expert });
        if (_model.Options.AppRole is { } app)
            personas.Add(new Persona("the application's login, without a session", app, Claims(expert.UserId, expert.OrgId)) { PosesAs = expert });
        return personas.ToImmutable();

        static Persona SignedIn(string name, string? claims, MadeUpPerson posesAs) => new(name, RlsRoles.Authenticated, claims) { PosesAs = posesAs };
        static string Claims(string user, string org) => JsonSerializer.Serialize(new { sub = user, org_id = org, role = RlsRoles.Authenticated });

        Persona Known(string name, MadeUpPerson person)
        {
            var ownsIt = person.IsActive && _model.Options.OwnerRoles.Contains(person.Role);
            return SignedIn(name, Claims(person.UserId, person.OrgId), person) with
            {
                UserId = person.UserId,
                Organizations = [.. new[] { person.IsActive ? person.OrgId : null, person.OwnOrgId }.OfType<string>()],
                Owned = _model.Memberships?.Role is null ? [] : [.. new[] { ownsIt ? person.OrgId : null, person.OwnOrgId }.OfType<string>()],
            };
        }
    }
}
