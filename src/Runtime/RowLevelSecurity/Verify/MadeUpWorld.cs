using System.Text.Json.Nodes;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Organizations, people and rows of theirs that nobody knows, inside the attack's transaction: with it they are gone.</summary>
internal sealed class MadeUpWorld
{
    private readonly NpgsqlConnection _connection;
    private readonly RlsModel _model;
    private readonly RowMaker _maker;
    private readonly List<MadeUpRow> _rows = [];
    private readonly Dictionary<(string, string), JsonNode?> _existing = [];

    public MadeUpWorld(NpgsqlConnection connection, RlsModel model)
    {
        (_connection, _model) = (connection, model);
        _maker = new RowMaker(model, this);
        var key = model.Memberships is { } memberships ? memberships.Table.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == memberships.OrgId.Name) : null;
        (OrganizationsTable, OrganizationKey) = key is null ? ("organizations", "id") : (key.ParentTable, key.ParentColumns[0]);
        var (mark, integer) = (Guid.NewGuid().ToString("N")[..12], model.Memberships?.OrgId.BaseType is "integer" or "bigint");
        string[] orgs = [.. Enumerable.Range(0, 4).Select(number => integer ? $"{2_000_000_000 + Random.Shared.Next(100_000_000) + number}" : Guid.NewGuid().ToString())];
        Expert = Person("expert", orgs[0], "member");
        Colleague = Person("colleague", orgs[0], "member");
        Owner = Person("owner", orgs[0], OwnerRole);
        Former = Person("former", orgs[0], OwnerRole) with { IsActive = false, OwnOrgId = orgs[3] };
        Outsider = Person("outsider", orgs[1], OwnerRole);
        Guest = Person("guest", orgs[2], OwnerRole);
        Stranger = Person("stranger", orgs[1], "member");

        MadeUpPerson Person(string name, string org, string role) => new(name, $"user_c2w_{mark}_{name}", org) { Role = role };
    }

    public MadeUpPerson Expert { get; }

    public MadeUpPerson Colleague { get; }

    public MadeUpPerson Owner { get; }

    /// <summary>Has left the organization that their rows are in, and owns another.</summary>
    public MadeUpPerson Former { get; }

    public MadeUpPerson Outsider { get; }

    public MadeUpPerson Guest { get; }

    /// <summary>Signed in, and nowhere in the database.</summary>
    public MadeUpPerson Stranger { get; }

    public IReadOnlyList<MadeUpPerson> Members => [Expert, Colleague, Owner, Former, Outsider, Guest];

    public string OrganizationsTable { get; }

    public string OrganizationKey { get; }

    public IReadOnlyList<MadeUpRow> Rows => _rows;

    public RowMaker Maker => _maker;

    private string OwnerRole => _model.Options.OwnerRoles.FirstOrDefault() ?? "owner";

    /// <summary>Makes everything.</summary>
    /// <returns>For each table without made-up rows, why.</returns>
    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(CancellationToken cancellationToken)
    {
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in InOrder())
        {
            try
            {
                if (table.Name == OrganizationsTable)
                    await EachAsync(table, Members.Concat(Members.Where(person => person.OwnOrgId is not null).Select(person => person with { OrgId = person.OwnOrgId! })).DistinctBy(person => person.OrgId), cancellationToken).ConfigureAwait(false);
                else if (table.Name == _model.Memberships?.Table.Name)
                    await MembershipsAsync(table, cancellationToken).ConfigureAwait(false);
                else
                    await EachAsync(table, Members, cancellationToken).ConfigureAwait(false);
            }
            catch (RowCannotBeMadeException cannot)
            {
                failures[table.Name] = cannot.Message;
            }
        }

        return failures;
    }

    /// <summary>What a foreign key of somebody's row refers to: a made-up row of theirs, or one that is there.</summary>
    public JsonNode? Referred(CatalogForeignKey key, string column, MadeUpPerson person)
    {
        var parent = key.ParentColumns[key.Columns.IndexOf(column)];
        if (key.ParentTable == OrganizationsTable)
            return parent == OrganizationKey ? person.OrgId : _rows.FirstOrDefault(row => row.Table.Name == key.ParentTable && row.Person.OrgId == person.OrgId)?.Values[parent]?.DeepClone();
        var made = _rows.Where(row => row.Table.Name == key.ParentTable && row.Table.Catalog.Schema == key.ParentSchema).ToList();
        var row = made.FirstOrDefault(row => row.Person == person) ?? made.FirstOrDefault(row => row.Person.OrgId == person.OrgId);
        return row?.Values[parent]?.DeepClone() ?? _existing.GetValueOrDefault((SqlName.Quote(key.ParentSchema, key.ParentTable), parent))?.DeepClone();
    }

    /// <summary>Inserts values as whoever is set, and tells what the row is then.</summary>
    public static NpgsqlCommand Insert(NpgsqlConnection connection, RlsTable table, JsonObject values, string returning)
    {
        var columns = string.Join(", ", values.Select(pair => SqlName.Quote(pair.Key)));
        // One that says nothing takes every default.
        var sql = values.Count == 0 ? $"INSERT INTO {table.QuotedName} DEFAULT VALUES {returning}"
            : $"INSERT INTO {table.QuotedName} AS made ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table.QuotedName}, $1) {returning}";
        var command = new NpgsqlCommand(sql, connection);
        if (values.Count > 0)
            command.Parameters.Add(new NpgsqlParameter { Value = values.ToJsonString(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        return command;
    }

    private async Task EachAsync(RlsTable table, IEnumerable<MadeUpPerson> people, CancellationToken cancellationToken)
    {
        await LoadExistingAsync(table, cancellationToken).ConfigureAwait(false);
        var template = await ExistingRowAsync(table, cancellationToken).ConfigureAwait(false);
        var hidden = table.Rules.Any(rule => rule.Who == Audience.Everyone && table.Catalog.Find(rule.Where!.Trim().Trim('"')) is { BaseType: "boolean" });
        foreach (var person in people)
        {
            var guest = person == Expert ? Guest : null;
            await AddAsync(table, person, new RowMaker.Wish(person, person.OrgId, person, guest), template, cancellationToken).ConfigureAwait(false);
            if (hidden && !IsAlone(table))
                await AddAsync(table, person, new RowMaker.Wish(person, person.OrgId, person, guest, IsPublic: false), template, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MembershipsAsync(RlsTable table, CancellationToken cancellationToken)
    {
        var names = _model.Memberships!;
        await LoadExistingAsync(table, cancellationToken).ConfigureAwait(false);
        var memberships = Members.Select(person => (person, person.OrgId, person.Role, person.IsActive))
            .Concat(Members.Where(person => person.OwnOrgId is not null).Select(person => (person, OrgId: person.OwnOrgId!, Role: OwnerRole, IsActive: true)));
        foreach (var (person, org, roleName, isActive) in memberships)
        {
            var values = _maker.Make(table, new RowMaker.Wish(person, org, person));
            values[names.UserId.Name] = person.UserId;
            values[names.OrgId.Name] = org;
            if (names.Role is { } role)
                values[role.Name] = roleName;
            if (names.Status is { } status)
                values[status.Name] = isActive ? "active" : "inactive";
            await InsertAsync(table, person, values, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a person can have one row only.</summary>
    private static bool IsAlone(RlsTable table) =>
        table.Catalog.Keys.Any(key => key.Columns is [var only] && table.Rules.Any(rule => rule.Who == Audience.Person && rule.Column!.Name == only));

    private async Task AddAsync(RlsTable table, MadeUpPerson person, RowMaker.Wish wish, JsonObject? template, CancellationToken cancellationToken)
    {
        try
        {
            await InsertAsync(table, person, _maker.Make(table, wish), cancellationToken).ConfigureAwait(false);
        }
        catch (RowCannotBeMadeException) when (template is not null)
        {
            await InsertAsync(table, person, _maker.Make(table, wish, template), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task InsertAsync(RlsTable table, MadeUpPerson person, JsonObject values, CancellationToken cancellationToken)
    {
        await _connection.ExecuteAsync("SAVEPOINT c2w_row", cancellationToken).ConfigureAwait(false);
        var command = Insert(_connection, table, values, "RETURNING made.tableoid::text || made.ctid::text, to_jsonb(made)::text");
        await using (command.ConfigureAwait(false))
        {
            try
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                MadeUpRow row;
                await using (reader.ConfigureAwait(false))
                {
                    if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                        throw new RowCannotBeMadeException("a trigger or rule keeps rows out");
                    row = new MadeUpRow(table, person, reader.GetString(0), JsonNode.Parse(reader.GetString(1))!.AsObject());
                }

                _rows.Add(row with { IsPublic = await IsPublicAsync(row, cancellationToken).ConfigureAwait(false) });
            }
            catch (PostgresException refused)
            {
                await _connection.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_row", cancellationToken).ConfigureAwait(false);
                throw new RowCannotBeMadeException(refused.MessageText);
            }
        }
    }

    private async Task<bool> IsPublicAsync(MadeUpRow row, CancellationToken cancellationToken)
    {
        var conditions = row.Table.Rules.Where(rule => rule.Who == Audience.Everyone).Select(rule => $"({rule.Where})").ToList();
        return conditions.Count > 0 && await _connection.ScalarAsync<bool>(
            $"SELECT EXISTS (SELECT FROM {row.Table.QuotedName} t WHERE t.tableoid::text || t.ctid::text = $1 AND ({string.Join(" OR ", conditions)}))", cancellationToken, row.Place).ConfigureAwait(false);
    }

    /// <summary>A row of each table outside of the rules that this one refers to.</summary>
    private async Task LoadExistingAsync(RlsTable table, CancellationToken cancellationToken)
    {
        foreach (var key in table.Catalog.ForeignKeys)
        {
            foreach (var column in key.ParentColumns)
            {
                var parent = SqlName.Quote(key.ParentSchema, key.ParentTable);
                if (!_existing.ContainsKey((parent, column)))
                    _existing[(parent, column)] = await JsonOrNoneAsync($"SELECT to_jsonb(t.{SqlName.Quote(column)})::text FROM {parent} t LIMIT 1", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<JsonObject?> ExistingRowAsync(RlsTable table, CancellationToken cancellationToken) =>
        (await JsonOrNoneAsync($"SELECT to_jsonb(t)::text FROM {table.QuotedName} t LIMIT 1", cancellationToken).ConfigureAwait(false))?.AsObject();

    private async Task<JsonNode?> JsonOrNoneAsync(string sql, CancellationToken cancellationToken)
    {
        await _connection.ExecuteAsync("SAVEPOINT c2w_look", cancellationToken).ConfigureAwait(false);
        try
        {
            return await _connection.ScalarAsync<string>(sql, cancellationToken).ConfigureAwait(false) is { } json ? JsonNode.Parse(json) : null;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Not every table is the service's to read; then there is no such row.
            await _connection.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_look", cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Organizations first, then each table after those that it refers to.</summary>
    private IEnumerable<RlsTable> InOrder()
    {
        var (left, done) = (_model.Tables.ToList(), new HashSet<string>(StringComparer.Ordinal));
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(table => table.Name == OrganizationsTable)
                ?? left.FirstOrDefault(table => table.Catalog.ForeignKeys.All(key => key.ParentTable == table.Name || done.Contains(key.ParentTable) || left.All(other => other.Name != key.ParentTable))) ?? left[0];
            left.Remove(next);
            done.Add(next.Name);
            yield return next;
        }
    }
}
